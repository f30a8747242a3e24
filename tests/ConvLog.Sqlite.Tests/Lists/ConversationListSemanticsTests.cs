using ConvLog.Records;
using ConvLog.Sqlite.Lists;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.InMemory;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Random queries, page by page, compared with the filter in code, with such low effort limits that every way to find conversations is used.</summary>
public sealed class ConversationListSemanticsTests : IClassFixture<ConversationListSemanticsTests.Database>
{
    private static readonly int s_queries = Amount.Of(usual: 40, inCi: 80, inLongCampaign: 200);

    private readonly Database _database;

    public ConversationListSemanticsTests(Database database) => _database = database;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_queries_return_the_conversations_that_match_the_filter(bool withPii)
    {
        var random = new Random(withPii ? 1 : 2);
        int found = 0;
        for (int i = 0; i < s_queries; i++)
        {
            var effort = new ListLimits(random.Next(100), random.Next(100), random.Next(100), random.Next(1_000), random.Next(1, 1_000), random.Next(1, 2_000));

            found += Compare(RandomQuery.Make(random), withPii, effort);
        }

        found.Should().BeGreaterThan(s_queries, "most queries must have something to find");
    }

    [Fact]
    public void A_list_is_counted_when_the_total_is_within_the_limit()
    {
        var random = new Random(3);
        var totals = new List<int?>();
        for (int i = 0; i < 80; i++)
        {
            var query = RandomQuery.Make(random) with { CountTotal = true, MostCounted = random.Next(1, 2 * _database.Conversations.Count) };
            var effort = new ListLimits(random.Next(100), random.Next(100), random.Next(100), random.Next(1_000), random.Next(1, 1_000), random.Next(1, 2_000));
            int? total = _database.Lists.Page(query, withPii: true, effort).Total;
            var filter = new ConversationFilter(query, withPii: true);

            totals.Add(total);
            if (total is null)
            {
                query.MostCounted.Should().BeLessThan(_database.Conversations.Count, "{0} asks so, with {1}", query, effort);
            }
            else
            {
                total.Should().Be(_database.Conversations.Count(one => filter.Matches(Reading(one))), "{0} asks so, with {1}", query, effort);
            }
        }

        totals.Should().Contain(static total => total == null).And.Contain(static total => total > 0);
    }

    [Fact]
    public void Indexed_or_rare_filters_alone_are_counted_in_a_long_list()
    {
        (bool Counts, ConversationQuery Query)[] asked =
        [
            (true, new()), (true, new() { AgentId = "agent-a" }), (true, new() { FunctionEventId = "none" }), (false, new() { HasProblem = false }),
            (false, new() { Not = new() { AgentId = "agent-a" } }),
        ];
        foreach (var (counts, query) in asked)
        {
            (_database.Lists.Page(query with { CountTotal = true, MostCounted = 10 }, withPii: true, ListLimits.Default).Total is not null).Should()
                .Be(counts, "{0}", query);
        }
    }

    [Fact]
    public void Every_conversation_is_on_exactly_one_page_in_every_sort_order()
    {
        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            foreach (bool ascending in new[] { true, false })
            {
                Compare(new ConversationQuery { Sort = sort, Ascending = ascending, Limit = 101 }, withPii: ascending, ListLimits.Default,
                    mostPages: int.MaxValue);
            }
        }
    }

    [Fact]
    public void An_offset_skips_the_first_items_of_a_list_in_several_parts()
    {
        var query = new ConversationQuery { From = GeneratedConversations.Begin.AddDays(40), To = GeneratedConversations.Begin.AddDays(41), Ascending = true,
            Limit = 5 };
        var whole = Ids(_database.Lists.Page(query with { Limit = 1_000 }, withPii: true));

        for (int offset = 0; offset <= whole.Count; offset++)
        {
            Ids(_database.Lists.Page(query with { Offset = offset }, withPii: true)).Should().Equal(whole.Skip(offset).Take(5));
        }
    }

    [Fact]
    public void A_user_is_found_by_ID_with_permission_and_always_by_pseudonym()
    {
        var byId = new ConversationQuery { UserId = GeneratedConversations.UserId(7), CountTotal = true };
        var page = _database.Lists.Page(byId, withPii: true);
        string pseudonym = NamedIn(page.Conversations[0]).Single(IsSeven).Pseudonym;

        page.Conversations.Should().OnlyContain(static conversation => NamedIn(conversation).Any(IsSeven));
        Ids(_database.Lists.Page(new ConversationQuery { UserPseudonym = pseudonym }, withPii: false)).Should().Equal(Ids(page));
        _database.Lists.Page(byId, withPii: false).Should().BeEquivalentTo(new StoredPage { Conversations = [], Total = 0 });
        _database.Lists.Page(byId with { UserPseudonym = "user-8" }, withPii: true).Conversations.Should().BeEmpty();
        _database.Lists.Page(new ConversationQuery { UserId = "nobody" }, withPii: true).Conversations.Should().BeEmpty();
        _database.Lists.Page(new ConversationQuery { UserPseudonym = "nobody" }, withPii: true).Conversations.Should().BeEmpty();
    }

    [Fact]
    public void Agents_with_debug_conversations_only_are_not_listed()
        => ListReading.Agents(_database.Lists.Session, ConversationScope.All).Should().Equal("agent-a", "agent-b", "rare");

    [Fact]
    public void Random_user_lists_contain_the_users_of_matching_conversations()
    {
        var random = new Random(3);
        int found = 0;
        for (int i = 0; i < 100; i++)
        {
            var query = RandomQuery.Users(random);
            var expected = Users(query);
            var users = new List<StoredUser>();
            var asked = query;
            do
            {
                var page = _database.Lists.Users(asked);
                users.AddRange(page.Users);
                asked = asked with { After = page.Next };
            }
            while (asked.After is not null);

            users.Should().Equal(expected, $"{query} asks so");
            found += users.Count;
        }

        found.Should().BeGreaterThan(s_queries, "most queries must have somebody to find");
    }

    [Fact]
    public void A_summary_equals_the_one_in_the_list()
    {
        var listed = _database.Lists.Page(new ConversationQuery { Limit = 1 }, withPii: true).Conversations[0];

        ListReading.Summary(_database.Lists.Session, listed.Conversation.ConversationId, _database.Lists.Personal).Should().BeEquivalentTo(listed);
        ListReading.Summary(_database.Lists.Session, "nothing", _database.Lists.Personal).Should().BeNull();
    }

    // Compares each page of the store with all conversations filtered and sorted in this test.
    private int Compare(ConversationQuery query, bool withPii, ListLimits effort, int mostPages = 12)
    {
        var filter = new ConversationFilter(query, withPii);
        var expected = _database.Conversations.Where(conversation => filter.Matches(Reading(conversation)))
            .Select(conversation => filter.PositionOf(conversation.Summary)).Order(filter.Order).ToList();
        var asked = query;
        int begin = 0;
        for (int number = 0; number < mostPages; number++)
        {
            int end = Math.Min(expected.Count, begin + query.Limit);
            var page = _database.Lists.Page(asked, withPii, effort);
            page.Total.Should().Be(query.CountTotal ? expected.Count : null);
            bool isCut = page.Next is not null && page.Conversations.Count < query.Limit;
            (isCut && effort.Longest >= _database.Conversations.Count).Should().BeFalse();
            end = isCut ? begin + page.Conversations.Count : end;
            Ids(page).Should().Equal(expected[begin..end].Select(static position => position.ConversationId), $"{asked} asks so, with {effort}");
            if (page.Next is null)
            {
                end.Should().Be(expected.Count, $"{asked} asks so, with {effort}");
                break;
            }

            begin = end;
            asked = query with { After = page.Next };
        }

        return expected.Count;
    }

    private List<StoredUser> Users(UserQuery query)
    {
        var filter = new ConversationFilter(
            new ConversationQuery
            {
                Scope = query.Scope,
                AgentId = query.AgentId,
                Environment = query.Environment,
                Channel = query.Channel,
                To = query.To,
                TurnFrom = query.TurnFrom,
                TurnTo = query.TurnTo,
            },
            withPii: false);
        return [.. _database.Conversations
            .Where(conversation => filter.Matches(Reading(conversation)) && !(conversation.Summary.StartedAt < query.From))
            .SelectMany(static conversation => NamedIn(conversation.Summary), static (conversation, user) => (User: user, conversation.Summary))
            .GroupBy(static named => named.User, static named => named.Summary)
            .Select(user => new StoredUser
            {
                Pseudonym = user.Key.Pseudonym,
                UserId = user.Key.UserId,
                Conversations = user.Count(),
                VisibleProblemConversations = WithProblem(user, withPii: false),
                AllProblemConversations = WithProblem(user, withPii: true),
                FirstStartedAt = user.Min(static summary => summary.StartedAt),
                LastStartedAt = user.Max(static summary => summary.StartedAt),
            })
            .OrderByDescending(static user => user.LastStartedAt)
            .ThenBy(static user => user.Pseudonym, StringComparer.Ordinal)];

        long WithProblem(IEnumerable<StoredSummary> user, bool withPii)
            => user.LongCount(summary => ConversationFilter.ProblemsOf(summary, withPii, query.IdleSince) != ProblemKinds.None);
    }

    private static InMemoryReading Reading(StoredConversation conversation)
        => new(conversation, NamedIn(conversation.Summary), [.. NamedIn(conversation.Summary).Select(static user => user.UserId!)],
            new HashSet<string>(StringComparer.Ordinal), AttributeValues.Of([conversation.Summary.Conversation]));

    private static bool IsSeven(ConversationUser user) => string.Equals(user.UserId, GeneratedConversations.UserId(7), StringComparison.Ordinal);

    private static IReadOnlyList<ConversationUser> NamedIn(StoredSummary summary)
        => summary.Users.Count > 0 || summary.UserPseudonym is null ? summary.Users
            : [new() { Pseudonym = summary.UserPseudonym, UserId = summary.Conversation.UserId }];

    private static List<string> Ids(StoredPage page) => [.. page.Conversations.Select(static conversation => conversation.Conversation.ConversationId)];

    /// <summary>A database small enough to filter in memory.</summary>
    public sealed class Database : IDisposable
    {
        public Database()
        {
            Lists = new ListDatabase(1_500);
            foreach (bool debug in new[] { false, true })
            {
                var query = new ConversationQuery { Limit = 10_000, Environment = debug ? ConversationEnvironment.Debug : null };
                Conversations.AddRange(Lists.Page(query, withPii: true).Conversations.Select(Whole));
            }

            Conversations.Should().HaveCount(Lists.Count);
        }

        internal ListDatabase Lists { get; }

        internal List<StoredConversation> Conversations { get; } = [];

        public void Dispose() => Lists.Dispose();

        private StoredConversation Whole(StoredSummary summary)
        {
            var calls = new List<FunctionEventRecord>();
            var rows = Lists.Session["""
                SELECT name, outcome, error_type, started FROM call JOIN conversation ON conversation.no = call.conversation WHERE conversation.id = ?1
                """].Bind(1, summary.Conversation.ConversationId);
            while (rows.Step())
            {
                calls.Add(new FunctionEventRecord
                {
                    ConversationId = "",
                    Id = "",
                    WriterId = Guid.Empty,
                    Sequence = 0,
                    Name = rows.Text(0),
                    StartedAt = new DateTimeOffset(rows.Int64(3), TimeSpan.Zero),
                    Outcome = (FunctionOutcome?)rows.OptionalInt64(1),
                    ErrorType = rows.OptionalText(2),
                });
            }

            return new StoredConversation { Summary = summary, Turns = Turns(summary), FunctionEvents = calls };
        }

        private List<TurnRecord> Turns(StoredSummary summary)
        {
            var turns = new List<TurnRecord>();
            var rows = Lists.Session["""
                SELECT started, latency FROM turn JOIN conversation ON conversation.no = turn.conversation WHERE conversation.id = ?1
                """].Bind(1, summary.Conversation.ConversationId);
            while (rows.Step())
            {
                turns.Add(new TurnRecord
                {
                    ConversationId = "",
                    Id = "",
                    WriterId = Guid.Empty,
                    Sequence = 0,
                    StartedAt = new DateTimeOffset(rows.Int64(0), TimeSpan.Zero),
                    UserInput = "Hello",
                    Latency = rows.OptionalInt64(1) is { } ticks ? new TimeSpan(ticks) : null,
                });
            }

            return turns;
        }
    }
}
