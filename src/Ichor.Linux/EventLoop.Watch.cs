namespace Ichor.Linux;

public sealed partial class EventLoop
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>One descriptor and who handles it. A handler that throws leaves its data unread, and level triggering would
    /// call it again at once for ever: after each failure in a row it is left out for longer.</summary>
    sealed class Watch(EventLoop loop, int fd, short events, Action handler) : IDisposable
    {
        TimeSpan _pause;
        bool _paused;

        public bool IsDisposed { get; private set; }

        public PollFd ToPoll() => new() { Fd = _paused ? -1 : fd, Events = events };   // ppoll ignores negative descriptors

        public void Handle(short ready)
        {
            if ((ready & Libc.POLLNVAL) != 0)
            {
                Dispose();
                loop.Report(new InvalidOperationException($"descriptor {fd} was closed while it was still watched"));
            }
            else if (loop.Guard(handler))
                _pause = TimeSpan.Zero;
            else
                Pause();
        }

        public void Dispose()
        {
            IsDisposed = true;
            loop._watchesChanged = true;
        }

        void Pause()
        {
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 > LongestPause ? LongestPause : _pause * 2;
            SetPaused(true);
            loop.Arm(_pause, () => SetPaused(false));
        }

        void SetPaused(bool paused)
        {
            _paused = paused;
            loop._watchesChanged = true;
        }
    }
}
