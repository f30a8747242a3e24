using Microsoft.Extensions.Logging;

namespace ConvLog.StoreContract;

public static class FakeLoggerExtensions
{
    extension(FakeLogger logger)
    {
        /// <summary>A logger that throws on each line.</summary>
        public static FakeLogger Failing => new(static _ => throw new InvalidOperationException("The logger is broken."));

        /// <summary>The lines logged so far.</summary>
        public IReadOnlyList<FakeLogRecord> Lines => logger.Collector.GetSnapshot();

        /// <summary>The lines that need action by an operator.</summary>
        public IEnumerable<FakeLogRecord> Troubles => logger.Lines.Where(static line => line.Level >= LogLevel.Warning);
    }
}
