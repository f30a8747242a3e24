using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Retention;

/// <content>Reports to the host's logger: counts only, no stored data.</content>
internal sealed partial class RetentionRunner
{
    private void Report(RetentionRun run)
    {
        switch (run.State)
        {
            case RetentionRunState.Refused:
                LogRefused(_logger, run.Id, run.Message);
                break;
            case RetentionRunState.Failed:
                LogFailed(_logger, run.Id, run.Conversations, run.PersonalData, run.Message);
                break;
            default:
                LogCompleted(_logger, run.Id, run.Conversations, run.PersonalData, run.Accesses, run.Retries);
                if (run.Message is { } left)
                {
                    LogBytesLeft(_logger, run.Id, left);
                }

                break;
        }
    }

    [LoggerMessage(
        10,
        LogLevel.Information,
        "Retention run {Run} is completed: {Conversations} conversations went, {PersonalData} more lost their personal data, {Accesses} reads went from the "
            + "access log; {Retries} batches were tried again.")]
    private static partial void LogCompleted(ILogger logger, Guid run, long conversations, long personalData, long accesses, int retries);

    [LoggerMessage(17, LogLevel.Warning, "Retention run {Run} is completed. {Left}")]
    private static partial void LogBytesLeft(ILogger logger, Guid run, string left);

    [LoggerMessage(11, LogLevel.Warning, "Retention run {Run} was refused. {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid run, string? reason);

    [LoggerMessage(12, LogLevel.Error,
        "Retention run {Run} failed after {Conversations} conversations went and {PersonalData} more lost their personal data. {Reason}")]
    private static partial void LogFailed(ILogger logger, Guid run, long conversations, long personalData, string? reason);

    [LoggerMessage(13, LogLevel.Warning, "Retention waits for the store: {Reason} It is tried again, and nothing is passed over.")]
    private static partial void LogFailing(ILogger logger, string reason);

    [LoggerMessage(14, LogLevel.Information, "Retention run {Run} of {StartedAt:O} was interrupted and is taken up.")]
    private static partial void LogTakenUp(ILogger logger, Guid run, DateTimeOffset startedAt);

    [LoggerMessage(15, LogLevel.Error, "The result of retention run {Run} could not be saved: {Reason} The run resumes when the process starts again.")]
    private static partial void LogNotKept(ILogger logger, Guid run, string reason);
}
