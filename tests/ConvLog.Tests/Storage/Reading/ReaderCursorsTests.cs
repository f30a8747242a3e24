using System.Reflection;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>A cursor is valid only for the reader and the query it was created for, and reveals no data.</summary>
public sealed class ReaderCursorsTests
{
    private const string Others = "ABCXYZabcxyz019-_=+/ \0é";

    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    private static readonly ConversationQuery s_list = new() { Limit = 2 };

    private static readonly LogQuery s_log = new(Some.Conversation) { Limit = 2 };

    private static readonly StoreRecord[] s_records =
    [
        Some.Opening(),
        .. Enumerable.Range(0, 5).Select(static i => Some.Opening($"c{i}", minute: i + 1)),
        .. Enumerable.Range(1, 5).Select(static i => Some.Entry(i, $"{i}")),
    ];

    private readonly InMemoryConversationStore _store = new();

    [Fact]
    public async Task A_list_is_paged_by_cursors_and_the_limit_may_change()
    {
        var reader = await ReaderAsync();
        var first = await reader.ListAsync(Reader.Anonymous, s_list);
        var second = await reader.ListAsync(Reader.Anonymous, s_list with { Limit = 1, Offset = 4, CountTotal = true }, first.Next);
        var third = await reader.ListAsync(Reader.Anonymous, s_list with { Limit = 50 }, second.Next);

        first.Conversations.Concat(second.Conversations).Concat(third.Conversations).Select(static c => c.ConversationId).Should()
            .Equal("c4", "c3", "c2", "c1", "c0", Some.Conversation);
        (first.Total, second.Total, third.Next).Should().Be((null, 6, null));
    }

    [Fact]
    public async Task A_log_is_paged_by_cursors()
    {
        var reader = await ReaderAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await reader.GetLogAsync(StoredSession.Permitted, s_log with { WithPii = true }, cursor);
            seen.AddRange(page.Logged.Select(static logged => logged.Entry!.Content));
            cursor = page.Next;
        }
        while (cursor is not null);

        seen.Should().Equal("1", "2", "3", "4", "5");
    }

    [Fact]
    public async Task A_cursor_is_short_and_URL_safe()
    {
        var reader = await ReaderAsync();

        (await reader.ListAsync(Reader.Anonymous, s_list)).Next.Should().MatchRegex("^[A-Za-z0-9_-]+$");
        (await reader.GetLogAsync(Reader.Anonymous, s_log)).Next.Should().MatchRegex("^[A-Za-z0-9_-]{70}$");
    }

    // Scope comes from the reader and is covered by ConversationReaderScopeTests. IdleSince and WaitingSince depend on the time of each call.
    public static TheoryData<string> QueryProperties =>
        [.. typeof(ConversationQuery).GetProperties().Select(static property => property.Name)
            .Except(["Limit", "Offset", "After", "CountTotal", "MostCounted", "Scope", "IdleSince", "WaitingSince"], StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(QueryProperties))]
    public async Task A_cursor_of_another_filter_or_order_is_refused(string property)
    {
        var reader = await ReaderAsync();
        var (asked, other) = (new ConversationQuery { Limit = 2 }, new ConversationQuery { Limit = 2 });
        Set(other, typeof(ConversationQuery).GetProperty(property)!);

        await RefusedAsync(reader, Reader.Anonymous, other, (await reader.ListAsync(Reader.Anonymous, asked)).Next!);
    }

    [Fact]
    public async Task A_cursor_of_another_log_or_part_of_one_is_refused()
    {
        var reader = await ReaderAsync();
        string cursor = (await reader.GetLogAsync(StoredSession.Permitted, s_log)).Next!;

        foreach (var other in (LogQuery[])[new("c1"), s_log with { WithPii = true }, s_log with { Level = EntryLevel.Info }, s_log with { TurnId = "t" },
            s_log with { FunctionEventId = "t" }])
        {
            await RefusedAsync(reader, StoredSession.Permitted, other, cursor);
        }
    }

    [Fact]
    public async Task Adjacent_texts_are_delimited_in_the_binding_of_a_cursor()
    {
        var reader = await ReaderAsync();
        string cursor = (await reader.GetLogAsync(Reader.Anonymous, new LogQuery(Some.Conversation) { Limit = 1 })).Next!;

        await RefusedAsync(reader, new Reader("anonymousc", canReadPii: false), new LogQuery(Some.Conversation[1..]), cursor);
        await RefusedAsync(reader, new Reader("", canReadPii: false), s_log, cursor);
    }

    [Fact]
    public async Task A_cursor_of_another_reader_permission_kind_or_key_is_refused()
    {
        var reader = await ReaderAsync();
        string list = (await reader.ListAsync(Reader.Anonymous, s_list)).Next!;
        string log = (await reader.GetLogAsync(Reader.Anonymous, s_log)).Next!;

        await RefusedAsync(reader, new Reader("anonymous", canReadPii: true), s_list, list);
        await RefusedAsync(reader, new Reader("Anonymous", canReadPii: false), s_list, list);
        await RefusedAsync(reader, Reader.Anonymous, s_list, log);
        await RefusedAsync(reader, Reader.Anonymous, s_log, list);
        await RefusedAsync(new ConversationReader(_store), Reader.Anonymous, s_list, list);
        await RefusedAsync(new ConversationReader(_store, new ConversationReaderOptions { CursorKey = [.. s_key.AsEnumerable().Reverse()] }), Reader.Anonymous,
            s_list, list);
        (await ReaderOf(_store).ListAsync(Reader.Anonymous, s_list, list)).Conversations.Should().HaveCount(2, "another host with the same key goes on");
    }

    [Fact]
    public async Task A_cursor_with_any_change_is_refused()
    {
        var reader = await ReaderAsync();
        string cursor = (await reader.ListAsync(Reader.Anonymous, s_list)).Next!;
        var random = new Random(4711);

        for (int i = 0; i < 2_000; i++)
        {
            string changed = Changed(cursor, random);
            if (!string.Equals(changed, cursor, StringComparison.Ordinal))
            {
                await RefusedAsync(reader, Reader.Anonymous, s_list, changed);
            }
        }
    }

    [Fact]
    public async Task Text_that_is_not_a_cursor_is_refused()
    {
        var reader = await ReaderAsync();
        string cursor = (await reader.ListAsync(Reader.Anonymous, s_list)).Next!;

        foreach (string never in (string[])["", " ", "=", "====", "a", "ab", "abc", "\0", "😀", "\uD800", "null", new('A', 100_000), cursor + "=", cursor + " ",
            " " + cursor, cursor + cursor])
        {
            await RefusedAsync(reader, Reader.Anonymous, s_list, never);
            await RefusedAsync(reader, Reader.Anonymous, s_log, never);
        }
    }

    [Theory]
    [InlineData(ConversationSort.Created)]
    [InlineData(ConversationSort.Updated)]
    [InlineData(ConversationSort.Errors)]
    public async Task Cursors_of_stores_that_differ_only_in_personal_entries_are_equal(ConversationSort sort)
    {
        var one = await ReaderAsync();
        var store = new InMemoryConversationStore();
        await store.WriteAsync([
            .. s_records,
            .. Enumerable.Range(0, 5)
            .Select(static i => Some.Entry(100 + i, conversation: $"c{i}", level: EntryLevel.Error, isPii: true) with { Timestamp = Some.At(500 - i) }),
            .. Enumerable.Range(0, 3_000).Select(static i => Some.Entry(1_000 + i, isPii: true)),
            Some.Opening(writer: 2),
            Some.Entry(1, "last", writer: 2),
        ]);
        var two = ReaderOf(store);

        var query = s_list with { Sort = sort };
        (await two.ListAsync(Reader.Anonymous, query)).Next.Should().Be((await one.ListAsync(Reader.Anonymous, query)).Next).And.NotBeNull();
        async Task<int?> LengthAsync(ConversationReader reader, int limit)
            => (await reader.GetLogAsync(Reader.Anonymous, s_log with { Limit = limit })).Next?.Length;
        (await LengthAsync(two, 5)).Should().Be(await LengthAsync(one, 4)).And.NotBeNull("a place far on is not longer than one near the beginning");
    }

    [Fact]
    public void A_key_has_32_bytes()
    {
        FluentActions.Invoking(() => new ConversationReaderOptions { CursorKey = new byte[31] }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ConversationReaderOptions.CursorKey takes 32 random bytes, not 31.*");
        FluentActions.Invoking(() => new ConvLogOptions { CursorKey = Array.Empty<byte>() }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("ConvLogOptions.CursorKey takes*");
        new ConversationReaderOptions { CursorKey = null }.CursorKey.Should().BeNull();
    }

    [Fact]
    public async Task Hosts_that_share_a_key_accept_each_others_cursors()
    {
        await ReaderAsync();
        ConversationReader Host(byte[]? key) => new ServiceCollection()
            .AddConvLog(options => (options.Store, options.CursorKey) = (_store, key))
            .BuildServiceProvider().GetRequiredService<ConversationReader>();

        string cursor = (await Host(s_key).ListAsync(Reader.Anonymous, s_list)).Next!;
        (await Host(s_key).ListAsync(Reader.Anonymous, s_list, cursor)).Conversations.Should().NotBeEmpty();
        await RefusedAsync(Host(null), Reader.Anonymous, s_list, cursor);
    }

    private static ConversationReader ReaderOf(InMemoryConversationStore store) => new(store, new ConversationReaderOptions { CursorKey = s_key });

    private static async Task RefusedAsync(ConversationReader reader, Reader who, ConversationQuery query, string cursor)
        => (await reader.Invoking(r => r.ListAsync(who, query, cursor).AsTask()).Should().ThrowAsync<InvalidCursorException>()).Which.Message.Should()
            .StartWith("This cursor was made for another");

    private static async Task RefusedAsync(ConversationReader reader, Reader who, LogQuery query, string cursor)
        => (await reader.Invoking(r => r.GetLogAsync(who, query, cursor).AsTask()).Should().ThrowAsync<InvalidCursorException>()).Which.ParamName.Should()
            .Be("cursor");

    private static void Set(ConversationQuery query, PropertyInfo property)
        => property.SetValue(query, (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var type when type == typeof(string) => "",
        var type when type == typeof(Reader) => new Reader("", canReadPii: false),
        var type when type == typeof(bool) => true,
        var type when type == typeof(int) => 0,
        var type when type == typeof(long) => 0L,
        var type when type == typeof(decimal) => 0m,
        var type when type == typeof(ConversationQuery) => new ConversationQuery { AgentId = "" },
        var type when type == typeof(TimeSpan) => TimeSpan.Zero,
        var type when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
        var type when type == typeof(FieldFilter) => new FieldFilter("", ""),
        var type when type == typeof(IReadOnlyList<FieldFilter>) => (FieldFilter[])[new("", "")],
        var type when type == typeof(ScoreFilter) => ScoreFilter.Any("s"),
        var type => Enum.ToObject(type, Nullable.GetUnderlyingType(property.PropertyType) is null ? 1 : 0),
    });

    // Changes, removes, doubles or adds a few characters.
    private static string Changed(string cursor, Random random)
    {
        char[] characters = [.. cursor];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(characters.Length);
            char other = Others[random.Next(Others.Length)];
            characters = random.Next(4) switch
            {
                0 => [.. characters[..at], .. characters[(at + 1)..]],
                1 => [.. characters[..at], other, .. characters[at..]],
                2 => [.. characters[..at], characters[at], .. characters[at..]],
                _ => [.. characters[..at], other, .. characters[(at + 1)..]],
            };
        }

        return new string(characters);
    }

    private async Task<ConversationReader> ReaderAsync()
    {
        await _store.WriteAsync(s_records);
        return ReaderOf(_store);
    }
}
