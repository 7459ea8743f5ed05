all:
	@echo "see README.md"
