using Microsoft.Extensions.Logging;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Operators;

/// <summary>Takes an operator's warnings and errors into the trace; errors are also kept.</summary>
internal sealed class LogCapture(string name, Trace trace) : ILoggerProvider, ILogger
{
    public List<string> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var text = formatter(state, exception);
        trace.Add(name, $"! {text}");
        // Whoever was paused loses the lease, and says so; that is no defect.
        if (logLevel < LogLevel.Error || text.Contains(" lost the lease to ", StringComparison.Ordinal)) return;
        Errors.Add(exception is null ? text : $"{text}: {exception}");
    }

    public void Dispose()
    {
    }
}
