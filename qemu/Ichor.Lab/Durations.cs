namespace Ichor.Lab;

/// <summary>Times that read like prose in a test.</summary>
public static class Durations
{
    extension(int number)
    {
        /// <summary>So many seconds.</summary>
        public TimeSpan Seconds => TimeSpan.FromSeconds(number);

        /// <summary>So many milliseconds.</summary>
        public TimeSpan Milliseconds => TimeSpan.FromMilliseconds(number);

        /// <summary>So many minutes.</summary>
        public TimeSpan Minutes => TimeSpan.FromMinutes(number);
    }
}
