using Microsoft.Extensions.Logging;

namespace ConvLog.StoreContract;

public static class FakeLoggerExtensions
{
    extension(FakeLogger logger)
    {
        /// <summary>One that throws at each line.</summary>
        public static FakeLogger Failing => new(static _ => throw new InvalidOperationException("The logger is broken."));

        /// <summary>What it was told so far.</summary>
        public IReadOnlyList<FakeLogRecord> Lines => logger.Collector.GetSnapshot();

        /// <summary>The lines that an operator is to act on.</summary>
        public IEnumerable<FakeLogRecord> Troubles => logger.Lines.Where(static line => line.Level >= LogLevel.Warning);
    }
}
