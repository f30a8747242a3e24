using ConvLog.PostgreSql.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql;

/// <content>Statistics: the server adds up the turns and calls of the time that is asked for.</content>
public sealed partial class PostgreSqlConversationStore
{
    /// <inheritdoc/>
    public async ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        // Before the server is asked: a question that cannot be asked is no failure to read.
        var report = new StatisticsReport(query);
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new StatisticsReading(session, report, query).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToStatistics();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
    {
        var report = new ErrorMessageReport(query, most);
        return await _database.ReadAsync(
            async (session, cancel) =>
            {
                await new ErrorMessageReading(session, query, report).ReadAsync(cancel).ConfigureAwait(false);
                return report.ToMessages();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
