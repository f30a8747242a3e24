using ConvLog.Sinks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Sinks;

public class GuardedLoggerTests
{
    [Fact]
    public void Exceptions_of_the_logger_do_not_reach_the_caller()
    {
        var inner = new Broken();
        var logger = GuardedLogger.Around(inner);

        logger.IsEnabled(LogLevel.Error).Should().BeFalse();
        logger.BeginScope("scope").Should().BeNull();
        logger.LogError("message {Number}", 1);
        logger.Log(LogLevel.Error, default, "state", exception: null, static (_, _) => throw new InvalidOperationException("formatter"));
        inner.Calls.Should().Be(4);
    }

    [Fact]
    public void A_scope_that_throws_on_disposal_is_ended()
    {
        var inner = new Broken { Scope = new BrokenScope() };
        var scope = GuardedLogger.Around(inner).BeginScope("scope");
        scope.Should().NotBeNull();
        scope!.Dispose();
        inner.Scope.Ended.Should().BeTrue();
    }

    [Fact]
    public void A_working_logger_gets_every_call_unchanged()
    {
        var inner = new FakeLogger();
        inner.ControlLevel(LogLevel.Information, enabled: false);
        var logger = GuardedLogger.Around(inner);
        logger.IsEnabled(LogLevel.Warning).Should().BeTrue();
        logger.IsEnabled(LogLevel.Information).Should().BeFalse();
        logger.LogWarning(new EventId(7, "Seven"), "message {Number}", 1);

        var line = inner.Lines.Should().ContainSingle().Subject;
        (line.Level, line.Id, line.Message).Should().Be((LogLevel.Warning, new EventId(7, "Seven"), "message 1"));
        line.GetStructuredStateValue("Number").Should().Be("1");
    }

    [Fact]
    public void A_logger_is_wrapped_only_once()
    {
        var logger = GuardedLogger.Around(new FakeLogger());
        GuardedLogger.Around(logger).Should().BeSameAs(logger);
        GuardedLogger.Around(NullLogger.Instance).Should().BeSameAs(NullLogger.Instance);
        GuardedLogger.Around(logger: null).Should().BeSameAs(NullLogger.Instance);
    }

    private sealed class Broken : ILogger
    {
        public int Calls { get; private set; }

        public BrokenScope? Scope { get; init; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Calls++;
            return Scope ?? throw new InvalidOperationException("scope");
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            Calls++;
            throw new InvalidOperationException("level");
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Calls++;
            throw new InvalidOperationException(formatter(state, exception));
        }
    }

    private sealed class BrokenScope : IDisposable
    {
        public bool Ended { get; private set; }

        public void Dispose()
        {
            Ended = true;
            throw new InvalidOperationException("end");
        }
    }
}
