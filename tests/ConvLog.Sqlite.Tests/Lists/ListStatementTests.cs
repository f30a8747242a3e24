using ConvLog.Sqlite.Tests.Contract;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Preparing the statement of a list takes as long as reading its page.</summary>
public sealed class ListStatementTests
{
    [Fact]
    public async Task A_statement_is_not_prepared_again_for_a_later_list()
    {
        var (opened, meter) = SqliteUnderTest.OpenMetered();
        await using var closing = opened;
        using var ending = meter;
        await opened.Store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Call(1), Some.Entry(1)]);
        await AskAsync(opened.Store); // The engine also reads the schema when the statements are prepared.
        long before = meter.Reprepared;

        await AskAsync(opened.Store);
        await AskAsync(opened.Store);

        meter.Reprepared.Should().Be(before);
        meter.Work.Should().BePositive();
    }

    private static async Task AskAsync(IConversationStore store)
    {
        foreach (var query in ListCases.All)
        {
            foreach (var sort in Enum.GetValues<ConversationSort>())
            {
                _ = await store.ListAsync(query with { Sort = sort, CountTotal = true }, withPii: sort == ConversationSort.Errors);
            }
        }
    }
}
