using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

public sealed class FacetReadingTests : IAsyncDisposable
{
    private readonly Hosts _hosts = new();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Facets_are_complete_if_the_whole_list_was_examined(bool withPii)
    {
        const int Conversations = 1_500; // More than the first, short walk examines.
        var store = _hosts.Open();
        await store.WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(static i => (StoreRecord[])
            [Some.Opening($"c{i}", minute: i) with { Channel = i % 3 == 0 ? "chat" : "voice" },
            .. i % 30 == 0 ? [Some.Entry(1, conversation: $"c{i}", level: EntryLevel.Error, isPii: true)] : (StoreRecord[])[]])]);
        await store.BringUpToDateAsync();
        var chats = new ConversationQuery { Channel = "chat", Limit = 1_000 };

        (await CountAsync(chats, most: Conversations + 1)).Should().Be((500, true, withPii ? 50 : 0));
        (await CountAsync(chats, most: Conversations / 2)).Should().Be((250, false, withPii ? 25 : 0), "the newest half has 250");
        (await CountAsync(chats with { Limit = 499 }, most: Conversations + 1)).Should().Match<(int Counted, bool IsComplete, long)>(
            static facets => facets.Counted == 499 && !facets.IsComplete);

        async Task<(int Counted, bool IsComplete, long Errors)> CountAsync(ConversationQuery query, int most)
        {
            await using var database = Open();
            var facets = await database.ReadAsync(
                async (session, cancel) => await FacetReading.CountAsync(session, query, withPii, personal: null!, most, cancel), default);
            return (facets.Counted, facets.IsComplete, facets.Problems.GetValueOrDefault(ProblemKinds.Entry));
        }
    }

    private Database Open()
    {
        var options = _hosts.Schema.Options();
        return new Database(_hosts.ConnectionString, null, options.Schema, options, new DatabaseTroubles(options.TimeProvider, options.Logger),
            static (_, _) => ValueTask.CompletedTask);
    }
}
