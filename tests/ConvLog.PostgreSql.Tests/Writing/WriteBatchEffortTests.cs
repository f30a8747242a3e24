using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing;

[Needs(ServerNeeds.Installed)]
public class WriteBatchEffortTests
{
    [Fact]
    public async Task Logging_in_a_long_conversation_reads_no_more_rows_than_in_a_short_one()
    {
        var server = PostgresCluster.Start($"{PostgresCluster.Fleeting} {RowMeter.Settings}");
        using var meter = new RowMeter(server);
        var options = TestSchema.New().Options();
        options.IndexText = false;
        await using var store = new PostgreSqlConversationStore(server.ConnectionString, options);
        await store.WriteAsync([Some.Opening(), .. Logged(0, 5)]);

        long shortly = await RowsOfAsync(Logged(5, 5));
        await store.WriteAsync([.. Logged(10, 2_000)]);
        long later = await RowsOfAsync(Logged(2_010, 5));

        later.Should().BeCloseTo(shortly, delta: 40);
        shortly.Should().BePositive();

        async Task<long> RowsOfAsync(IEnumerable<StoreRecord> records)
        {
            long before = meter.Work;
            await store.WriteAsync([.. records]);
            return meter.Work - before;
        }
    }

    private static IEnumerable<StoreRecord> Logged(int first, int count) => Enumerable.Range(first, count).SelectMany(static number => (StoreRecord[])
    [
        Some.Entry(number * 3),
        Some.Entry((number * 3) + 1, isPii: true),
        Some.ApiResponse($"r{number}", after: (number * 3) + 2),
    ]);
}
