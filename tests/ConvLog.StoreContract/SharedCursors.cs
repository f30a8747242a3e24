using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Cursors of several hosts on one store, and of one host before and after a restart.</summary>
public static class SharedCursors
{
    private static readonly Reader s_reader = new("Ada", canReadPii: false);
    private static readonly ConversationQuery s_query = new() { Limit = 2 };

    /// <summary>Continues a list and a log from one host in another host.</summary>
    /// <param name="one">The store opened by one host.</param>
    /// <param name="other">The same store opened by another host, or by the same host after a restart.</param>
    public static async Task ShouldBeSharedAsync(IConversationStore one, Func<IConversationStore> other)
    {
        await one.WriteAsync([.. Enumerable.Range(0, 3).Select(static i => Some.Opening($"conv-{i}", minute: i))]);
        await one.WriteAsync([.. Enumerable.Range(1, 3).Select(static i => Some.Entry(i, conversation: "conv-0"))]);
        await one.BringUpToDateAsync();
        var reader = new ConversationReader(one);
        var list = await reader.ListAsync(s_reader, s_query);
        var log = await reader.GetLogAsync(s_reader, new LogQuery("conv-0") { Limit = 2 });

        var another = new ConversationReader(other());
        (await another.ListAsync(s_reader, s_query, list.Next)).Conversations.Select(static found => found.ConversationId).Should().Equal("conv-0");
        (await another.GetLogAsync(s_reader, new LogQuery("conv-0") { Limit = 2 }, log.Next)).Logged.Should().ContainSingle();

        var stranger = new Reader("Eve", canReadPii: false);
        await FluentActions.Awaiting(async () => await another.ListAsync(stranger, s_query, list.Next)).Should().ThrowAsync<InvalidCursorException>();
    }

    /// <summary>A cursor of one store is rejected by another.</summary>
    public static async Task ShouldBeRefusedAsync(IConversationStore one, IConversationStore other)
    {
        foreach (var store in new[] { one, other })
        {
            await store.WriteAsync([.. Enumerable.Range(0, 3).Select(static i => Some.Opening($"conv-{i}", minute: i))]);
            await store.BringUpToDateAsync();
        }

        string cursor = (await new ConversationReader(one).ListAsync(s_reader, s_query)).Next!;

        await FluentActions.Awaiting(async () => await new ConversationReader(other).ListAsync(s_reader, s_query, cursor)).Should()
            .ThrowAsync<InvalidCursorException>();
    }
}
