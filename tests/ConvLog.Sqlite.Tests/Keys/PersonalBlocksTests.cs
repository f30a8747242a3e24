using System.Text;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Tests.Retention;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>Personal payloads that are sealed together: one row for each transaction and conversation.</summary>
public sealed partial class PersonalBlocksTests : IDisposable
{
    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Personal_data_of_a_conversation_is_one_row_per_transaction()
    {
        await _folder.WriteAsync();

        Number("SELECT count(*) FROM pii_block").Should().Be(1);
        Number("SELECT count(*) FROM pii WHERE kind = 2").Should().Be(0);
        Number("SELECT count(*) FROM pii WHERE kind = 4").Should().Be(1, "that turn has not ended");
        Number("SELECT in_block FROM call").Should().Be(1);
        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Fact]
    public async Task Personal_data_of_open_turns_and_calls_has_its_own_rows_until_they_end()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Begun(1), Running(1)]);
        Number("SELECT count(*) FROM pii WHERE kind IN (4, 5)").Should().Be(2);
        Number("SELECT count(*) FROM pii_block").Should().Be(0);
        (await TextsAsync(store)).Should().Equal("begun 1", "Jane 1");

        await store.WriteAsync([Ended(1, "ended 1"), Done(1, "Joe 1")]);

        Number("SELECT count(*) FROM pii WHERE kind IN (4, 5)").Should().Be(0);
        Number("SELECT count(*) FROM pii_block").Should().Be(1);
        (await TextsAsync(store)).Should().Equal("ended 1", "Joe 1");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_later_revision_removes_only_its_earlier_text_from_the_block()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Ended(1, "first 1"), Ended(2, "first 2"), Done(1, "Jane"), Some.Entry(1, "secret", isPii: true)]);

        await store.WriteAsync([Ended(1, "second 1", revision: 3), Done(1, "Joe", revision: 3)]);

        Number("SELECT count(*) FROM pii_block").Should().Be(2);
        (await TextsAsync(store)).Should().Equal("second 1", "first 2", "Joe", "secret");
        Opened().Should().NotContain("first 1").And.NotContain("Jane");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_later_revision_without_personal_data_removes_the_earlier_one()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Ended(1, "first 1"), Done(1, "Jane")]);

        await store.WriteAsync([Ended(1, "x", revision: 3) with { UserInput = "seen" }, Done(1, "x", revision: 3) with { Arguments = default }]);

        Number("SELECT count(*) FROM pii_block").Should().Be(0);
        Number("SELECT sum(in_block) + (SELECT sum(in_block) FROM call) FROM turn").Should().Be(0);
        (await TextsAsync(store)).Should().Equal("seen");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_reopened_turn_has_its_own_row_again()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Ended(1, "ended")]);

        await store.WriteAsync([Begun(1) with { Revision = 3 }]);

        Number("SELECT count(*) FROM pii_block").Should().Be(0);
        (await TextsAsync(store)).Should().Equal("begun 1");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task Of_two_openings_revisions_in_one_transaction_the_later_is_kept()
    {
        await using var store = _folder.Open();

        await store.WriteAsync(
            [Some.Opening(), Some.Opening(writer: 2), Ended(1, "first"), Ended(1, "second", revision: 3) with { WriterId = Some.Writer(writer: 2) }]);

        (await TextsAsync(store)).Should().Equal("second");
        Opened().Should().NotContain("first");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task A_repeated_record_is_compared_with_its_block()
    {
        await using var store = _folder.Open();
        StoreRecord[] records = [Some.Opening(), Some.Entry(1, "secret", isPii: true), Ended(1, "I am Jane")];
        await store.WriteAsync(records);
        await store.WriteAsync(records);
        (await ConflictsAsync(store)).Should().Be(0);

        await store.WriteAsync([Some.Entry(1, "another", isPii: true)]);

        (await ConflictsAsync(store)).Should().Be(1);
        (await TextsAsync(store)).Should().Equal("I am Jane", "secret");
        Number("SELECT count(*) FROM pii_block").Should().Be(1);
    }

    [Fact]
    public async Task The_same_entry_twice_in_one_transaction_is_compared_with_itself()
    {
        await using var store = _folder.Open();

        await store.WriteAsync(
            [Some.Opening(), Some.Entry(1, "secret", isPii: true), Some.Entry(1, "secret", isPii: true), Some.Entry(1, "other", isPii: true)]);

        (await ConflictsAsync(store)).Should().Be(1);
        (await TextsAsync(store)).Should().Equal("secret");
    }

    [Fact]
    public async Task Large_personal_data_is_split_into_several_blocks()
    {
        await using var store = _folder.Open();
        string[] texts = [.. Enumerable.Range(0, 40).Select(static n => n == 20 ? new string('x', 300_000) : $"{n} {new string('y', 8_000)}")];

        await store.WriteAsync([Some.Opening(), .. texts.Select(static (text, n) => Some.Entry(n, text, isPii: true))]);

        Number("SELECT count(*) FROM pii_block").Should().BeGreaterThan(4);
        (await TextsAsync(store)).Should().Equal(texts);
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task Hosts_alternately_writing_to_one_conversation_use_separate_blocks()
    {
        await using var store = _folder.Open();
        await using var other = _folder.Open();
        await store.WriteAsync([Some.Opening(), Some.Opening(writer: 2)]);
        for (int n = 0; n < 20; n++)
        {
            await (n % 2 == 0 ? store : other).WriteAsync(
                [Some.Entry(n, $"secret {n}", writer: 1 + (n % 2), isPii: true), Some.Note($"{n}", $"note {n}", minute: n)]);
        }

        var read = (await other.ReadAsync(Some.Conversation))!;
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should()
            .BeEquivalentTo(Enumerable.Range(0, 20).Select(static n => $"secret {n}"));
        Number("SELECT count(*) FROM pii_block").Should().Be(20);
        var page = await store.ReadLogAsync(new LogQuery(Some.Conversation) { WithPii = true, Limit = 3 });
        page.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("secret 0", "secret 2", "secret 4");
        await ShouldBeWholeAsync(store);
    }

    [Fact]
    public async Task The_title_is_read_from_the_block_of_the_first_turn_after_later_writes()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Ended(1, "I am Jane")]);
        await store.WriteAsync([Ended(2, "call me")]);

        (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be("I am Jane");

        await store.WriteAsync([Ended(1, "I am Joe", revision: 3)]);

        (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be("I am Joe");
    }

    [Fact]
    public async Task Expired_data_is_in_no_block_and_later_data_is()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening(), Ended(1, "I am Jane"), Done(1, "Jane"), Some.Entry(1, "secret", isPii: true)]);
        await RetentionFile.RunAsync(store, RetentionFile.Personal(100));
        Number("SELECT count(*) FROM pii_block").Should().Be(0);

        await store.WriteAsync([Ended(2, "I am Joe", minute: 200)]);

        (await TextsAsync(store)).Should().Equal("shown 1", "I am Joe", "[redacted]");
        await ShouldBeWholeAsync(store);
    }

    [Theory]
    [InlineData("UPDATE pii_block SET payload = CAST(x'00' || substr(payload, 2) AS BLOB) WHERE no = 1")]
    [InlineData("UPDATE pii_block SET places = CAST(x'FF' || substr(places, 2) AS BLOB) WHERE no = 1")]
    [InlineData("UPDATE pii_block SET places = x'' WHERE no = 1")]
    [InlineData("DELETE FROM pii_block WHERE no = 1")]
    [InlineData("UPDATE pii_block SET conversation = 2 WHERE no = 1")]
    public async Task A_damaged_block_is_skipped_and_everything_else_is_read(string damage)
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Some.Opening(), Ended(1, "I am Jane"), Some.Entry(1, "secret", isPii: true), Some.Entry(2, "seen")]);
            await store.WriteAsync([Some.Entry(3, "whole", isPii: true), Some.Opening("other"), Some.Entry(1, "of another", "other", isPii: true)]);
        }

        using (var session = Session.Open(_folder.DataPath, TimeSpan.Zero))
        {
            session.Execute(damage);
        }

        await using var again = _folder.Open();
        (await TextsAsync(again)).Should().Equal("shown 1", "[damaged]", "seen", "whole");
        (await ErrorsAsync(again)).Should().BePositive();
        (await again.ReadAsync("other"))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("of another");

        // Its payloads cannot be removed, but new records are stored.
        await again.WriteAsync([Ended(1, "I am Joe", revision: 3), Some.Entry(1, "secret", isPii: true)]);
        (await TextsAsync(again)).Should().Equal("I am Joe", "[damaged]", "seen", "whole");
    }

    [Fact]
    public async Task A_block_moved_to_another_conversation_or_relabelled_is_not_decrypted()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Some.Opening(), Some.Entry(1, "of Jane", isPii: true), Some.Entry(2, "of Joe", isPii: true)]);
            await store.WriteAsync([Some.Opening("other"), Some.Entry(1, "of Jim", "other", isPii: true), Some.Entry(2, "of Jill", "other", isPii: true)]);
        }

        using (var session = Session.Open(_folder.DataPath, TimeSpan.Zero))
        {
            // With valid checksums, as an attacker with write access to the file could compute them.
            byte[] payload = Blob(session, "payload", 1);
            byte[] places = Blob(session, "places", 2);
            Put(session, 2, 2, places, payload);
            var exchanged = new PayloadBlock();
            foreach (var (kind, reference, _, length) in Enumerable.Reverse(PayloadBlock.Read(Blob(session, "places", 1))))
            {
                exchanged.Add(kind, reference, new byte[length]);
            }

            Put(session, 1, 1, exchanged.EncodeIndex(), payload);
        }

        await using var again = _folder.Open();
        (await TextsAsync(again)).Should().Equal("[damaged]", "[damaged]");
        (await again.ReadAsync("other"))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("[damaged]", "[damaged]");
        (await ErrorsAsync(again)).Should().Be(2);
    }

    [Fact]
    public async Task Without_its_key_a_block_is_hidden_and_not_damaged()
    {
        await using (var store = _folder.Open(KeysFolder.NewRing()))
        {
            await store.WriteAsync([Some.Opening(), Ended(1, "I am Jane"), Done(1, "Jane"), Some.Entry(1, "secret", isPii: true),
                Some.Entry(2, "asked") with { Fields = Some.Fields(LogField.Pii("phone", "+15550100", shown: "+1…")) }]);
        }

        await using var again = _folder.Open(KeysFolder.NewRing("b"));

        (await TextsAsync(again)).Should().Equal("shown 1", "[redacted]", "[unreadable]", "asked");
        (await ErrorsAsync(again)).Should().Be(0);
    }

    [Fact]
    public void Block_positions_survive_a_round_trip_and_invalid_ones_are_rejected()
    {
        var random = new Random(7);
        var block = new PayloadBlock();
        var given = new List<(PiiKind, long, int, int)>();
        int start = 0;
        for (int n = 0; n < 500; n++)
        {
            var (kind, reference, length) = ((PiiKind)random.Next(11), random.NextInt64(long.MinValue, long.MaxValue), random.Next(100));
            block.Add(kind, reference, new byte[length]);
            given.Add((kind, reference, start, length));
            start += length;
        }

        byte[] places = block.EncodeIndex();
        PayloadBlock.Read(places).Should().Equal(given);
        for (int n = 0; n < 2_000; n++)
        {
            byte[] damaged = [.. places.Take(random.Next(places.Length))];
            if (damaged.Length > 0)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            var reading = () => PayloadBlock.Read(damaged);
            try
            {
                reading();
            }
            catch (InvalidDataException e)
            {
                e.Message.Should().NotBeEmpty(); // The only allowed failure.
            }
        }
    }

    private static TurnRecord Begun(int turn)
        => Some.Turn(turn) with { Revision = 1, EndedAt = null, UserInput = new MaskedText($"begun {turn}", $"shown {turn}") };

    private static TurnRecord Ended(int turn, string input, int revision = 2, double minute = 0) => Some.Turn(turn, minute: minute) with
    {
        Revision = revision, EndedAt = Some.At(minute + 1), UserInput = new MaskedText(input, $"shown {turn}"),
    };

    private static FunctionEventRecord Running(int call) => Some.Call(call) with { Revision = 1, Arguments = Some.Fields(("name", $"Jane {call}")) };

    private static FunctionEventRecord Done(int call, string name, int revision = 2)
        => Some.Call(call, outcome: FunctionOutcome.Completed) with { Revision = revision, Arguments = Some.Fields(("name", name)) };

    private static async Task<string[]> TextsAsync(IConversationStore store)
    {
        var read = (await store.ReadAsync(Some.Conversation))!;
        return
        [
            .. read.Turns.Select(static turn => turn.UserInput.Text),
            .. read.FunctionEvents.SelectMany(static call => call.Arguments.Select(static argument => $"{argument.Value}")),
            .. read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content),
        ];
    }

    private static async Task<double> ErrorsAsync(IConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"];

    private static async Task<double> ConflictsAsync(IConversationStore store)
        => (await store.CheckHealthAsync()).Parts.SelectMany(static part => part.Figures).Single(static figure => figure.Key is "conflicts").Value;

    private static async Task ShouldBeWholeAsync(IConversationStore store) => (await ErrorsAsync(store)).Should().Be(0);

    private long? Number(string sql)
    {
        using var session = Session.Open(_folder.DataPath, TimeSpan.FromSeconds(5));
        return session.Number(sql);
    }

    // The decrypted content of all blocks.
    private string Opened()
    {
        var texts = new StringBuilder();
        EachBlock((_, _, _, _, payloads) => texts.Append(Encoding.UTF8.GetString(payloads)));
        texts.Length.Should().BePositive();
        return texts.ToString();
    }

    private void EachBlock(Action<Session, DataKey, long, byte[], byte[]> look)
    {
        var options = new SqliteStoreOptions();
        var troubles = new DatabaseTroubles(TimeProvider.System, NullLogger.Instance);
        using var session = Session.Open(_folder.DataPath, TimeSpan.FromSeconds(5));
        using var keysFile = new KeysFile(_folder.DataPath, options, troubles);
        keysFile.Bind(session);
        var keys = new DataKeys(keysFile, _folder.DataPath, options, troubles);
        var blocks = new List<(long Number, byte[] Places, byte[] Payload, long Key)>();
        var rows = session["SELECT b.no, b.places, b.payload, c.key FROM pii_block AS b JOIN conversation AS c ON c.no = b.conversation"];
        while (rows.Step())
        {
            blocks.Add((rows.Int64(0), rows.Bytes(1).ToArray(), rows.Bytes(2).ToArray(), rows.Int64(3)));
        }

        // After the read, because the callback writes to the file.
        foreach (var (number, places, payload, keyNumber) in blocks)
        {
            var key = keys.Find(keyNumber)!;
            look(session, key, number, places, Compression.Read(key.OpenBlock(number, places, payload)!, PayloadBlock.LengthOf(places))!);
        }
    }

    private static byte[] Blob(Session session, string column, long number)
    {
        var row = session[$"SELECT {column} FROM pii_block WHERE no = ?1"].Bind(1, number);
        row.Step();
        byte[] bytes = row.Bytes(0).ToArray();
        row.Reset();
        return bytes;
    }

    private static void Put(Session session, long number, long conversation, byte[] places, byte[] payload)
        => session["UPDATE pii_block SET places = ?2, payload = ?3, checksum = ?4 WHERE no = ?1"].Bind(1, number).BindBlob(2, places).BindBlob(3, payload)
            .Bind(4, RowChecksums.ChecksumOf(number, conversation, places, payload)).Run();
}
