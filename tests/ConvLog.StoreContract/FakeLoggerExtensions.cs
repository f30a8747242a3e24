using Microsoft.Extensions.Logging;

namespace ConvLog.StoreContract;

public static class FakeLoggerExtensions
{
    extension(FakeLogger logger)
    {
        /// <summary>What it was told so far.</summary>
        public IReadOnlyList<FakeLogRecord> Lines => logger.Collector.GetSnapshot();

        /// <summary>The lines that an operator is to act on.</summary>
        public IEnumerable<FakeLogRecord> Troubles => logger.Lines.Where(static line => line.Level >= LogLevel.Warning);
    }
}
