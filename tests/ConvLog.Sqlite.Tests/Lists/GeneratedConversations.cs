using System.Globalization;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>
/// Conversations of one year, written directly into the tables that lists read: most last minutes, some days, a few months; some start at the same time. The
/// same count gives the same conversations.
/// </summary>
/// <param name="session">The connection to write to.</param>
/// <param name="keys">The keys. All conversations share one, to save time.</param>
/// <param name="count">The number of conversations.</param>
internal sealed class GeneratedConversations(Session session, DataKeys keys, int count)
{
    public const int Users = 1_000;

    private readonly Random _random = new(count);
    private readonly Random _problems = new(count + 1);
    private readonly (long Number, DataKey Key) _key = keys.New(keys.Version());

    /// <summary>The first conversation starts about here, the last a year later.</summary>
    public static DateTimeOffset Begin { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string UserId(int number) => Text($"person {number}");

    public void Fill()
    {
        for (int i = 1; i <= Users; i++)
        {
            session["INSERT INTO user (hash, pseudonym) VALUES (?1, ?2)"].BindBlob(1, keys.HashOf(UserId(i))).Bind(2, Text($"user-{i}")).Run();
        }

        for (int i = 0; i < count; i++)
        {
            Add(i);
        }
    }

    private void Add(int i)
    {
        int minute = i % 10 < 3 ? i - (i % 10) : i; // Three of ten start together.
        long created = Begin.Ticks + (TimeSpan.TicksPerDay * 365 / count * minute);
        long visibleLast = created + Length();
        long last = visibleLast + (Chance(0.05) ? TimeSpan.TicksPerMinute * _random.Next(200) : 0);
        var known = Known(i, created, closed: Chance(0.05) ? null : visibleLast + (Chance(0.02) ? TimeSpan.TicksPerMinute * _random.Next(-10, 10) : 0));
        int errors = Chance(0.02) ? _random.Next(1, 4) : 0;
        int warnings = Chance(0.05) ? _random.Next(1, 4) : 0;
        int hidden = Chance(0.002) ? 1 : 0;
        bool rated = Chance(0.03);
        bool read = Chance(0.01);
        int user = int.Parse(known.UserId?[7..] ?? "0", CultureInfo.InvariantCulture);
        long number = i + 1;
        byte[] visible = ConversationPayload.Visible(known);
        Insert(
            "conversation",
            ("no", number), ("key", _key.Number), ("known", visible), ("known_checksum", ConversationPayload.ChecksumOf(number, visible)),
            ("id", known.ConversationId), ("listed", known.Environment == ConversationEnvironment.Debug ? 0L : 1L), ("agent", known.AgentId),
            ("environment", (long)known.Environment), ("channel", known.Channel), ("account", known.AccountId), ("project", known.ProjectId),
                ("dims", Dims.NumberOf(session, known)), ("user", user == 0 ? null : user),
            ("created", created), ("closed", known.ClosedAt?.UtcTicks), ("turns", Chance(0.001) ? 90L : _random.Next(1, 12)),
            ("tokens", Chance(0.2) ? 0L : _random.Next(100) * 50L),
            ("slowest", Chance(0.1) ? null : _random.Next(1, 20_000) * TimeSpan.TicksPerMillisecond), ("title", "Hello"),
            ("user_likes", rated ? _random.NextInt64(2) : 0), ("user_dislikes", rated ? _random.NextInt64(2) : 0),
                ("team_likes", rated ? _random.NextInt64(2) : 0),
            ("team_dislikes", rated ? 1L : 0), ("user_comments", rated ? _random.NextInt64(2) : 0), ("team_comments", rated ? _random.NextInt64(2) : 0),
            ("annotations", Chance(0.005) ? 1L : 0), ("read_by", read ? "reviewer" : null), ("read_at", read ? last : null),
            ("v_entries", _random.Next(2) + errors + warnings), ("v_warnings", warnings), ("v_errors", errors),
            ("a_entries", 1 + errors + warnings + hidden), ("a_warnings", warnings), ("a_errors", errors + hidden),
            ("variant", known.VariantId), ("language", known.Language), ("direction", (long?)known.Direction), ("handoff", known.Handoff?.Destination),
            ("handoff_reason", known.Handoff?.Reason), ("cost", Chance(0.3) ? null : _random.Next(1, 1_000) * 1_000_000L),
            ("slowest_call", _random.Next(1, 10_000) * TimeSpan.TicksPerMillisecond),
            ("v_last", visibleLast), ("a_last", last), ("v_duration", (known.ClosedAt?.UtcTicks ?? visibleLast) - created),
            ("a_duration", (known.ClosedAt?.UtcTicks ?? last) - created), ("span", ActivitySpan.Of(last - created)));
        if (ConversationPayload.Personal(known, title: null) is { } personal)
        {
            PiiRows.Store(session, _key.Key, PiiKind.Conversation, number, personal);
        }

        AddOpenings(number, known);

        foreach (var attribute in AttributeValues.Of([known]))
        {
            session["INSERT INTO subject (kind, hash, conversation) VALUES (2, ?1, ?2)"].BindBlob(1, keys.HashOf(AttributeValues.HashedText(attribute)))
                .Bind(2, number).Run();
        }

        AddTurns(number, created, visibleLast);
        AddModelCall(number, created);
        AddCalls(number, created);
        AddProblems(number);
        session["""
            INSERT INTO annotation (conversation, id, turn_id, created, removed, checksum)
            SELECT no, zeroblob(16), '0', created, 0, 0 FROM conversation WHERE no = ?1 AND annotations > 0
            """].Bind(1, number).Run();
    }

    // One of seven conversations had another user before.
    private void AddOpenings(long number, ConversationRecord known)
    {
        string? before = known.UserId is not null && number % 7 == 0 ? UserId((int)(number % Users) + 1) : null;
        foreach (string id in new[] { before, known.UserId }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            Insert("writer", ("conversation", number), ("id", Guid.NewGuid().ToByteArray()), ("id_checksum", 0L), ("revision", 0L),
                ("user", (long)int.Parse(id[7..], CultureInfo.InvariantCulture)), ("opened", known.OpenedAt.UtcTicks));
            PiiRows.Store(session, _key.Key, PiiKind.Opening, session.LastRowId, ConversationPayload.Personal(known with { UserId = id }, title: null)!);
            session["INSERT INTO subject (kind, hash, conversation) VALUES (0, ?1, ?2)"].BindBlob(1, keys.HashOf(id)).Bind(2, number).Run();
        }
    }

    private ConversationRecord Known(int i, long created, long? closed)
    {
        bool debug = Chance(0.05);
        return new ConversationRecord
        {
            ConversationId = Text($"conv-{_random.Next():x8}-{i}"),
            WriterId = Guid.Empty,
            AgentId = debug && Chance(0.5) ? "only-debugged" : Chance(0.001) ? "rare" : i % 50 == 7 ? "agent-b" : "agent-a",
            Environment = debug ? ConversationEnvironment.Debug : Chance(0.002) ? ConversationEnvironment.Sandbox : ConversationEnvironment.Live,
            Channel = Chance(0.001) ? "fax" : Chance(0.3) ? "voice" : Chance(0.1) ? null : "webchat",
            AccountId = i % 50 == 11 ? "account-b" : i % 5_000 == 3 ? "rare" : i % 2 == 0 ? "account-a" : null,
            ProjectId = i % 4 == 0 ? "project-a" : i % 3_000 == 2 ? "rare" : null,
            VariantId = i % 3_000 == 5 ? "rare" : i % 10 == 0 ? null : i % 2 == 0 ? "a" : "b",
            Language = i % 3_000 == 7 ? "gsw-CH" : "en",
            Direction = i % 3_000 == 9 ? ConversationDirection.Outbound : i % 5 == 0 ? null : ConversationDirection.Inbound,
            Handoff = i % 500 == 4 ? new Handoff("support", i % 3_000 == 4 ? "rare" : "angry") : null,
            Attributes = i % 10 == 0 ? default
                : new LogFields([LogField.Of("tier", i % 3_000 == 11 ? "rare" : "gold"), LogField.Of("order", Text($"{i}"))]),
            UserId = Chance(0.3) ? null : UserId(_random.Next(1, Users + 1)),
            OpenedAt = new DateTimeOffset(created, TimeSpan.Zero),
            ClosedAt = closed is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        };
    }

    // A turn at the start, the slowest one at the end.
    private void AddTurns(long number, long first, long last)
    {
        foreach (var (sequence, started) in new[] { (0L, first), (1L, last) })
        {
            session["""
                INSERT INTO turn (conversation, id, writer, sequence, revision, started, latency, failed, user_input, agent_response, flags, checksum, model)
                SELECT no, ?2, 0, ?2, 0, ?3, slowest * (?2 + 1) / 2, 0, '', '', 512, 0, CASE WHEN no % 3000 = 1 THEN 'rare' ELSE 'usual' END FROM conversation WHERE no = ?1
                """].Bind(1, number).Bind(2, sequence).Bind(3, started).Run();
        }
    }

    // In the later turn of one conversation out of three; one model and its provider are rare.
    private void AddModelCall(long number, long started)
    {
        if (number % 3 == 0)
        {
            session.Execute("INSERT OR IGNORE INTO model (no, name, provider) VALUES (1, 'usual', 'openai'), (2, 'rarely called', 'azure')");
            Insert("scope", ("conversation", number), ("turn_id", "1"), ("checksum", 0L));
            Insert("model_call", ("conversation", number), ("id", number), ("scope", session.LastRowId), ("model", number % 3_000 == 0 ? 2L : 1L),
                ("started", started), ("ended", 1L), ("duration", TimeSpan.TicksPerSecond), ("outcome", (long)FunctionOutcome.Completed));
        }
    }

    // One function is rare, one was used only in the first weeks.
    private void AddCalls(long number, long started)
    {
        List<string> names = ["look_up"];
        names.AddRange(number % 3 == 0 ? ["book"] : []);
        names.AddRange(number % 1_000 == 0 ? ["cancel"] : []);
        names.AddRange(number < count / 10 ? ["retired"] : []);
        List<FunctionOutcome?> outcomes = [];
        foreach (string name in names)
        {
            FunctionOutcome? outcome = Chance(0.02) ? FunctionOutcome.Failed : Chance(0.02) ? null : FunctionOutcome.Completed;
            Insert("call", ("conversation", number), ("id", name), ("writer", 0L), ("sequence", (long)outcomes.Count), ("revision", 0L), ("name", name),
                ("started", started), ("payload", ""), ("checksum", 0L), ("outcome", (long?)outcome), ("duration", TimeSpan.TicksPerMillisecond),
                ("error_type", outcome != FunctionOutcome.Failed ? null : number % 997 == 0 ? "My.RareException" : "System.TimeoutException"));
            outcomes.Add(outcome);
        }

        session["UPDATE conversation SET outcomes = ?2, failed_calls = ?3, running = ?4 WHERE no = ?1"]
            .Bind(1, number)
            .Bind(4, outcomes.Count(static outcome => outcome is null))
            .Bind(2, string.Concat(outcomes.Select(OutcomeLetters.Of)))
            .Bind(3, outcomes.Count(static outcome => outcome == FunctionOutcome.Failed))
            .Run();
    }

    // One kind is rare, and half of the failures are hidden.
    private void AddProblems(long number)
    {
        long turns = Few(0.001), responses = Few(0.02), losses = Few(0.001);
        session["""
            UPDATE conversation SET failed_turns = ?2, interrupted_turns = ?3, v_failed_responses = ?4, a_failed_responses = ?5, v_losses = ?6, a_losses = ?7,
                refused_turns = ?8, unobserved_calls = ?9
            WHERE no = ?1
            """]
            .Bind(1, number).Bind(2, turns).Bind(3, Few(0.02)).Bind(4, responses).Bind(5, responses + Few(0.01)).Bind(6, losses).Bind(7, losses + Few(0.001))
            .Bind(8, Few(0.01)).Bind(9, Few(0.01))
            .Run();
        session["""
            UPDATE conversation SET
                v_problems = (failed_turns > 0) + 2 * (failed_calls > 0) + 8 * (v_failed_responses > 0) + 16 * (v_errors > 0) + 32 * (v_losses > 0),
                a_problems = (failed_turns > 0) + 2 * (failed_calls > 0) + 8 * (a_failed_responses > 0) + 16 * (a_errors > 0) + 32 * (a_losses > 0)
            WHERE no = ?1
            """].Bind(1, number).Run();

        long Few(double chance) => _problems.NextDouble() < chance ? _problems.Next(1, 4) : 0;
    }

    private long Length() => _random.NextDouble() switch
    {
        < 0.90 => _random.NextInt64(40 * TimeSpan.TicksPerMinute),
        < 0.98 => _random.NextInt64(12 * TimeSpan.TicksPerHour),
        < 0.998 => _random.NextInt64(10 * TimeSpan.TicksPerDay),
        _ => _random.NextInt64(120 * TimeSpan.TicksPerDay),
    };

    private bool Chance(double chance) => _random.NextDouble() < chance;

    private void Insert(string table, params ReadOnlySpan<(string Column, object? Value)> row)
    {
        var columns = new List<string>();
        foreach (var (column, _) in row)
        {
            columns.Add(column);
        }

        var insert = session[
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(static (_, i) => Text($"?{i + 1}")))})"];
        for (int i = 0; i < row.Length; i++)
        {
            _ = row[i].Value switch
            {
                null => insert.BindNull(i + 1),
                string text => insert.Bind(i + 1, text),
                byte[] json => insert.Bind(i + 1, json.AsSpan()),
                var number => insert.Bind(i + 1, Convert.ToInt64(number, CultureInfo.InvariantCulture)),
            };
        }

        insert.Run();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
