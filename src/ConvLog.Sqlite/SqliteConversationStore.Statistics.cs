using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite;

/// <content>Statistics: added up as records are written, so that an answer costs by the time it spans and not by what happened in it.</content>
public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Before the file is read: a question that cannot be asked is no failure to read.
        var report = new StatisticsReport(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session =>
        {
            new StatisticsReading(session, report, _database.Troubles).Read(query);
            return report.ToStatistics();
        }));
    }

    /// <inheritdoc/>
    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
    {
        var report = new ErrorMessageReport(query, most);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session =>
        {
            ErrorMessageReading.Read(session, query, report);
            return report.ToMessages();
        }));
    }
}
