using System.Collections.Concurrent;
using System.Security.Cryptography;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class SealedPayloadTests : IDisposable
{
    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_payload_opens_only_with_its_key_in_its_row()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(32);
        var key = new DataKey(7, bytes);
        byte[] sealedPayload = key.Seal(PiiKind.Note, 5, "text"u8);

        key.Open(PiiKind.Note, 5, sealedPayload).Should().Equal("text"u8.ToArray());
        key.Open(PiiKind.Note, 6, sealedPayload).Should().BeNull();
        key.Open(PiiKind.Entry, 5, sealedPayload).Should().BeNull();
        new DataKey(8, bytes).Open(PiiKind.Note, 5, sealedPayload).Should().BeNull();
        new DataKey(7, RandomNumberGenerator.GetBytes(32)).Open(PiiKind.Note, 5, sealedPayload).Should().BeNull();
        for (int length = 0; length < sealedPayload.Length; length++)
        {
            key.Open(PiiKind.Note, 5, sealedPayload.AsSpan(0, length)).Should().BeNull();
        }
    }

    [Fact]
    public void A_block_opens_only_with_its_key_row_and_associated_data()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(32);
        var key = new DataKey(7, bytes);
        byte[] sealedPayloads = key.SealBlock(5, "places"u8, "texts"u8);

        key.OpenBlock(5, "places"u8, sealedPayloads).Should().Equal("texts"u8.ToArray());
        key.OpenBlock(6, "places"u8, sealedPayloads).Should().BeNull();
        key.OpenBlock(5, "placed"u8, sealedPayloads).Should().BeNull();
        key.OpenBlock(5, default, sealedPayloads).Should().BeNull();
        new DataKey(8, bytes).OpenBlock(5, "places"u8, sealedPayloads).Should().BeNull();
        foreach (var kind in Enum.GetValues<PiiKind>())
        {
            key.Open(kind, 5, key.SealBlock(5, default, "texts"u8)).Should().BeNull();
            key.OpenBlock(5, default, key.Seal(kind, 5, "texts"u8)).Should().BeNull();
        }
    }

    [Fact]
    public void F10_A_nonce_is_used_once()
    {
        var key = new DataKey(7, RandomNumberGenerator.GetBytes(32));

        var nonces = Enumerable.Range(0, 100_000).Select(_ => Convert.ToHexString(key.Seal(PiiKind.Note, 1, "same"u8).AsSpan(0, 12)))
            .ToHashSet(StringComparer.Ordinal);

        nonces.Should().HaveCount(100_000);
    }

    [Fact]
    public void F10_Concurrent_threads_use_different_nonces()
    {
        var key = new DataKey(7, RandomNumberGenerator.GetBytes(32));
        var nonces = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        Parallel.For(0, 20_000, i => nonces[Convert.ToHexString(key.Seal(PiiKind.Note, 1, "same"u8).AsSpan(0, 12))] = i);

        nonces.Should().HaveCount(20_000);
    }

    [Fact]
    public void One_key_can_seal_and_open_on_several_threads()
    {
        var key = new DataKey(7, RandomNumberGenerator.GetBytes(32));

        Parallel.For(0, 20_000, i =>
        {
            byte[] payload = BitConverter.GetBytes(i);
            key.Open(PiiKind.Entry, i, key.Seal(PiiKind.Entry, i, payload)).Should().Equal(payload);
        });
    }

    [Fact]
    public async Task All_nonces_in_a_file_differ()
    {
        await using (var store = _folder.Open())
        {
            for (int batch = 0; batch < 1_000; batch++)
            {
                await store.WriteAsync(
                [
                    Some.Entry(batch, "the same", isPii: true),
                    .. Enumerable.Range(0, 5).Select(n => Some.Note($"{n}", "the same", minute: batch)),
                ]);
            }
        }

        var (nonces, texts) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        int count = 0;
        using var session = Session.Open(_folder.DataPath, TimeSpan.Zero);
        var rows = session["SELECT payload FROM pii UNION ALL SELECT payload FROM pii_block"];
        while (rows.Step())
        {
            count++;
            nonces.Add(Convert.ToHexString(rows.Bytes(0)[..12]));
            texts.Add(Convert.ToHexString(rows.Bytes(0)[12..]));
        }

        count.Should().Be(1_005);
        nonces.Should().HaveCount(count);
        texts.Should().HaveCount(count, "the same text is sealed in another way each time");
    }

    [Fact]
    public async Task A_payload_moved_to_another_row_counts_as_damaged()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Some.Opening(), Some.Note("1", "of Jane"), Some.Note("2", "of Joe", minute: 1), Some.Opening("other"),
                Some.Note("1", "of Jim", conversation: "other")]);
        }

        using (var session = Session.Open(_folder.DataPath, TimeSpan.Zero))
        {
            // With the valid checksum of its new row, as an attacker with write access to the file could compute it.
            foreach (var (from, to) in ((long, long)[])[(2, 1), (3, 2)])
            {
                byte[] payload = Payload(session, from);
                var checksum = new Checksum((long)PiiKind.Note);
                checksum.Add(to);
                checksum.Add(payload);
                session["UPDATE pii SET payload = ?2, checksum = ?3 WHERE kind = 8 AND ref = ?1"].Bind(1, to).BindBlob(2, payload).Bind(3, checksum.Value)
                    .Run();
            }
        }

        await using var again = _folder.Open();

        (await again.ReadAsync(Some.Conversation))!.Notes.Select(static note => note.Text).Should().Equal("[damaged]", "[damaged]");
        (await again.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"].Should().Be(2);
    }

    [Fact]
    public async Task F09_Two_conversations_never_share_a_key()
    {
        await using (var store = _folder.Open(busyTimeout: TimeSpan.FromSeconds(20)))
        await using (var other = _folder.Open(busyTimeout: TimeSpan.FromSeconds(20)))
        {
            await Task.WhenAll(
                Task.Run(async () => await WriteAsync(store, "a")),
                Task.Run(async () => await WriteAsync(other, "b")));
        }

        using var session = Session.Open(_folder.DataPath, TimeSpan.Zero);
        session.Number("SELECT count(*) FROM conversation").Should().Be(400);
        session.Number("SELECT count(DISTINCT key) FROM conversation").Should().Be(400);
        session.Number("SELECT min(key) FROM conversation").Should().BePositive();
        using var keys = Session.Open(_folder.KeysPath, TimeSpan.Zero);
        keys.Number("SELECT count(*) FROM data_key").Should().Be(400, "what was reserved and not used is gone");
        keys.Number("SELECT count(DISTINCT wrapped) FROM data_key").Should().Be(400);
    }

    [Fact]
    public async Task A_conversation_without_personal_data_has_no_key()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = "Hello" }, Some.Entry(1), Some.ApiResponse("https://crm.example/")]);
        }

        using var session = Session.Open(_folder.DataPath, TimeSpan.Zero);
        session.Number("SELECT count(key) FROM conversation").Should().Be(0);
        File.Exists(_folder.RingPath).Should().BeFalse();
    }

    [Fact]
    public async Task A_rolled_back_write_does_not_pass_its_key_to_another_conversation()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening("first") with { UserId = "jane" }]);

        var writing = async () => await store.WriteAsync(
            [Some.Opening("refused") with { UserId = "joe" }, Some.Entry(1L << 40, "beyond what fits", "refused")]);
        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Refused);
        await store.WriteAsync([Some.Opening("refused") with { UserId = "joe" }]);

        (await store.ReadSummaryAsync("refused"))!.Conversation.UserId.Should().Be("joe");
        (await store.ReadSummaryAsync("first"))!.Conversation.UserId.Should().Be("jane");
    }

    private static byte[] Payload(Session session, long reference)
    {
        var row = session["SELECT payload FROM pii WHERE kind = 8 AND ref = ?1"].Bind(1, reference);
        row.Step();
        byte[] payload = row.Bytes(0).ToArray();
        row.Reset();
        return payload;
    }

    private static async Task WriteAsync(IConversationStore store, string prefix)
    {
        for (int i = 0; i < 200; i++)
        {
            await store.WriteAsync([Some.Opening($"{prefix}-{i}") with { UserId = $"{prefix}-{i}" }]);
        }
    }
}
