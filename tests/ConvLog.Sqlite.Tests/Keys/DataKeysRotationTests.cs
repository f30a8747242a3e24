using System.Security.Cryptography;
using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class DataKeysRotationTests : IDisposable
{
    private readonly KeysFolder _folder = new();
    private readonly byte[] _old = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _new = RandomNumberGenerator.GetBytes(32);

    private IKeyRing Old => new KeyRing("old", _old);

    private IKeyRing New => new KeyRing("new", _new);

    private IKeyRing Both => new KeyRing("new", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["old"] = _old, ["new"] = _new });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rotation_changes_no_payload_and_removes_the_need_for_the_old_key()
    {
        await _folder.WriteAsync(Old);
        var before = PayloadsIn(_folder.DataPath);

        await using (var store = _folder.Open(Both))
        {
            await KeysFolder.ShouldShowAllAsync(store);
            (await KeysFolder.HealthAsync(store)).Figures["wrapped_by_older"].Should().Be(1);

            (await store.RewrapKeysAsync()).Should().Be(1);

            (await KeysFolder.HealthAsync(store)).Figures.Should()
                .Contain(new KeyValuePair<string, double>("keys", 1), new KeyValuePair<string, double>("wrapped_by_older", 0));
            (await store.RewrapKeysAsync()).Should().Be(0, "it is done");
        }

        PayloadsIn(_folder.DataPath).Should().BeEquivalentTo(before).And.NotBeEmpty();
        await using var again = _folder.Open(New);
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Fact]
    public async Task The_old_key_is_needed_until_the_keys_are_rewrapped()
    {
        await _folder.WriteAsync(Old);
        await using (var store = _folder.Open(Both))
        {
            await store.WriteAsync([Some.Opening("second"), Some.Note("1", "call Joe", conversation: "second")]);
        }

        await using var without = _folder.Open(New);

        (await without.ReadAsync("second"))!.Notes[0].Text.Should().Be("call Joe");
        (await without.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("[redacted]");
        (await KeysFolder.HealthAsync(without)).Message.Should().Contain("no key \"old\"");
    }

    [Fact]
    public async Task Many_keys_are_rewrapped_while_others_are_added_and_destroyed()
    {
        await using (var store = _folder.Open(Old))
        {
            for (int i = 0; i < 700; i += 100)
            {
                await store.WriteAsync([.. Enumerable.Range(i, 100).Select(static n => Some.Opening($"conv-{n}") with { UserId = $"user-{n}" })]);
            }
        }

        await using var rotating = _folder.Open(Both);
        await using var other = _folder.Open(Both);
        var writing = Task.Run(async () =>
        {
            for (int i = 700; i < 760; i++)
            {
                await other.WriteAsync([Some.Opening($"conv-{i}") with { UserId = $"user-{i}" }]);
            }
        });

        long count = await rotating.RewrapKeysAsync();
        await writing;

        count.Should().BeGreaterThanOrEqualTo(700);
        await using var store2 = _folder.Open(New);
        for (int i = 0; i < 760; i += 7)
        {
            (await store2.ReadSummaryAsync($"conv-{i}"))!.Conversation.UserId.Should().Be($"user-{i}");
        }
    }

    [Fact]
    public async Task A_key_that_cannot_be_unwrapped_is_reported_at_the_end_and_the_others_are_rewrapped()
    {
        await _folder.WriteAsync(new KeyRing("lost", RandomNumberGenerator.GetBytes(32)));
        await using (var store = _folder.Open(Old))
        {
            (await store.ReadAsync(Some.Conversation)).Should().NotBeNull();
            var writing = async () => await store.WriteAsync([Some.Note("1", "call Joe", conversation: "second")]);
            await writing();
        }

        await using var rotating = _folder.Open(Both);
        var rewrapping = async () => await rotating.RewrapKeysAsync();

        (await rewrapping.Should().ThrowAsync<ConversationStoreException>()).WithMessage("*no key \"lost\"*");
        await using var again = _folder.Open(New);
        using var keys = Session.Open(_folder.KeysPath, TimeSpan.Zero);
        keys.Number("SELECT count(*) FROM data_key WHERE key_id = 'old'").Should().Be(0);
    }

    [Fact]
    public async Task The_development_key_ring_file_is_rotated_while_stores_use_it()
    {
        await using var store = _folder.Open();
        await store.WriteAsync(KeysFolder.Records);

        string id = KeyRing.RotateFile(_folder.RingPath);
        await store.RewrapKeysAsync();

        await KeysFolder.ShouldShowAllAsync(store);
        using (var keys = Session.Open(_folder.KeysPath, TimeSpan.FromSeconds(1)))
        {
            keys.Number($"SELECT count(*) FROM data_key WHERE key_id <> '{id}'").Should().Be(0);
            keys.Text("SELECT key_id FROM hash_key").Should().Be(id);
        }

        string[] lines = await File.ReadAllLinesAsync(_folder.RingPath);
        await File.WriteAllLinesAsync(_folder.RingPath, [lines[^1]]);
        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Fact]
    public async Task A_store_without_keys_rewraps_none()
    {
        await using var store = _folder.Open();

        (await store.RewrapKeysAsync()).Should().Be(0);

        File.Exists(_folder.RingPath).Should().BeFalse();
    }

    private static List<string> PayloadsIn(string path)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(1));
        var payloads = new List<string>();
        var rows = session["SELECT kind, ref, payload, checksum FROM pii UNION ALL SELECT -1, no, payload, checksum FROM pii_block ORDER BY 1, 2"];
        while (rows.Step())
        {
            payloads.Add(FormattableString.Invariant($"{rows.Int64(0)} {rows.Int64(1)} {Convert.ToHexString(rows.Bytes(2))} {rows.Int64(3)}"));
        }

        return payloads;
    }
}
