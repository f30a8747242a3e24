using ConvLog.Sinks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Sinks;

public class StandardErrorLoggerTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void A_failing_sink_is_reported_once_without_logged_content()
    {
        var logger = new StandardErrorLogger(() => _output);
        for (int i = 0; i < 3; i++)
        {
            using var conv = new Conversation(new ConversationInfo("c"), new ThrowingSink(), new ConversationOptions { Logger = logger });
            conv.Log.Info("Jane called");
        }

        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle(line => line.Contains("Emit", StringComparison.Ordinal))
            .Which.Should().StartWith("ConvLog: The log sink ThrowingSink failed in Emit with System.IO.IOException");
        _output.ToString().Should().NotContain("Jane");
    }

    [Fact]
    public void It_is_the_default_where_no_logger_is_given()
    {
        new ConversationOptions().Logger.Should().BeSameAs(StandardErrorLogger.Instance);
        new BackgroundSinkOptions().Logger.Should().BeSameAs(StandardErrorLogger.Instance);
        new StoreSinkOptions().Logger.Should().BeSameAs(StandardErrorLogger.Instance);
        new ConversationOptions { Logger = NullLogger.Instance }.Logger.Should().BeSameAs(NullLogger.Instance);
    }

    [Fact]
    public void Warnings_are_omitted_and_the_number_of_errors_is_limited()
    {
        var logger = new StandardErrorLogger(() => _output);
        logger.LogWarning("warned");
        for (int i = 0; i < 1_000; i++)
        {
            logger.LogError("error {Number}", i);
        }

        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(64).And.NotContain(line => line.Contains("warned"));
    }

    [Fact]
    public void A_closed_standard_error_does_not_throw()
    {
        _output.Dispose();
        var logger = new StandardErrorLogger(() => throw new ObjectDisposedException("stderr"));
        using var conv = new Conversation(new ConversationInfo("c"), new ThrowingSink(), new ConversationOptions { Logger = logger });

        conv.Invoking(c => c.Log.Info("m")).Should().NotThrow();
        conv.SinkFailures.Should().BePositive();
    }

    private sealed class ThrowingSink : ILogSink
    {
        public void Emit(LogEntry entry) => throw new IOException("Jane called");
    }
}
