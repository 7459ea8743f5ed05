namespace Ichor.Linux;

public sealed partial class EventLoop
{
    /// <summary>A one-shot timer; disposing it cancels it, also from its own handler's burst.</summary>
    public sealed class Timer : IDisposable
    {
        readonly EventLoop _loop;
        Action? _handler;

        internal Timer(EventLoop loop, Action handler) => (_loop, _handler) = (loop, handler);

        /// <summary>Still waiting: neither fired nor cancelled.</summary>
        public bool IsArmed => _handler is not null;

        public void Dispose()
        {
            if (_handler is null)
                return;
            _handler = null;
            _loop._timers.Remove(this, out _, out _);   // linear, but there are dozens of timers, not thousands
        }

        internal void Fire()
        {
            var handler = _handler;
            _handler = null;
            handler?.Invoke();
        }
    }
}
