using ConvLog.Records;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class LostKeysTests : IDisposable
{
    private static readonly StoreRecord[] s_more = [Some.Entry(9, "Jane again", isPii: true)];

    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F10_A_wrong_key_ring_hides_personal_data_and_writes_wait_for_the_right_one()
    {
        var right = KeysFolder.NewRing();
        await _folder.WriteAsync(right);

        await using (var store = _folder.Open(KeysFolder.NewRing()))
        {
            await _folder.ShouldHidePersonalDataAsync(store, "does not unwrap what was wrapped with a key of this id");
            await KeysFolder.ShouldRefuseAsync(store, "Personal data cannot be read or written", s_more);
            await store.WriteAsync([Some.Entry(4, "visible")]);
        }

        await using var again = _folder.Open(right);
        (await again.ReadLogAsync(new LogQuery(Some.Conversation))).Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should()
            .Equal("seen", "asked", "visible");
        await again.WriteAsync(s_more);
        (await again.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Should().Contain(static entry => entry.Content == "Jane again");
    }

    [Fact]
    public async Task F10_A_key_ring_without_the_old_key_reports_its_name()
    {
        await _folder.WriteAsync(KeysFolder.NewRing("old"));

        await using var store = _folder.Open(KeysFolder.NewRing("new"));

        await _folder.ShouldHidePersonalDataAsync(store, "The key ring has no key \"old\"");
    }

    [Fact]
    public async Task F10_A_lost_key_ring_file_is_reported_and_not_recreated()
    {
        await _folder.WriteAsync();
        byte[] ring = await File.ReadAllBytesAsync(_folder.RingPath);
        File.Delete(_folder.RingPath);

        await using var store = _folder.Open();
        await _folder.ShouldHidePersonalDataAsync(store, $"\"{_folder.RingPath}\" is missing");
        await KeysFolder.ShouldRefuseAsync(store, "is missing", s_more);
        await KeysFolder.ShouldRefuseAsync(store, "is missing", Some.Opening("another") with { UserId = "joe" });
        File.Exists(_folder.RingPath).Should().BeFalse();

        await File.WriteAllBytesAsync(_folder.RingPath, ring);
        await KeysFolder.ShouldShowAllAsync(store);
        await store.WriteAsync(s_more);
    }

    [Fact]
    public async Task A_failing_key_ring_makes_the_store_unavailable_and_its_message_is_not_repeated()
    {
        var ring = new FailingRing(KeysFolder.NewRing());
        await _folder.WriteAsync(ring);
        ring.Failure = new TimeoutException("secret of Jane");

        await using var store = _folder.Open(ring);
        await _folder.ShouldHidePersonalDataAsync(store, "the key ring failed with TimeoutException");
        var writing = async () => await store.WriteAsync(s_more);
        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);

        ring.Failure = null;
        await KeysFolder.ShouldShowAllAsync(store);
        await store.WriteAsync(s_more);
    }

    [Fact]
    public async Task A_lost_keys_file_hides_personal_data_and_refuses_writes_until_it_is_restored()
    {
        await _folder.WriteAsync();
        File.Move(_folder.KeysPath, _folder.KeysPath + "-away");

        await using var store = _folder.Open();
        await _folder.ShouldHidePersonalDataAsync(store, $"The keys file \"{_folder.KeysPath}\" is missing");
        await KeysFolder.ShouldRefuseAsync(store, "is missing", Some.Entry(4, "visible"));
        File.Exists(_folder.KeysPath).Should().BeFalse("what was erased stands in it");

        File.Move(_folder.KeysPath + "-away", _folder.KeysPath);
        await KeysFolder.ShouldShowAllAsync(store);
        await store.WriteAsync(s_more);
    }

    [UnixFact]
    public async Task A_keys_file_removed_while_the_store_is_open_is_detected_immediately()
    {
        await using var store = _folder.Open();
        await store.WriteAsync(KeysFolder.Records);

        File.Move(_folder.KeysPath, _folder.KeysPath + "-away");
        await _folder.ShouldHidePersonalDataAsync(store, "is missing");
        await KeysFolder.ShouldRefuseAsync(store, "is missing", Some.Entry(4, "visible"));

        File.Move(_folder.KeysPath + "-away", _folder.KeysPath);
        await KeysFolder.ShouldShowAllAsync(store);
        await store.WriteAsync(s_more);
    }

    [UnixFact]
    public async Task Deleting_the_WAL_of_the_keys_file_of_an_open_store_loses_no_key()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync(KeysFolder.Records);
            File.Delete(DatabaseFile.LogOf(_folder.KeysPath));
            await store.WriteAsync([.. Enumerable.Range(0, 200).Select(static n => Some.Note("1", $"of {n}", conversation: $"conv-{n}")),
                Some.Opening("conv-199")]);
        }

        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
        (await again.ReadAsync("conv-199"))!.Notes[0].Text.Should().Be("of 199");
    }

    [UnixFact]
    public async Task A_moved_keys_file_includes_the_content_of_its_WAL()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync(KeysFolder.Records);
            File.Move(_folder.KeysPath, _folder.KeysPath + "-away");
            await KeysFolder.ShouldRefuseAsync(store, "is missing", s_more);
            File.Exists(DatabaseFile.LogOf(_folder.KeysPath)).Should().BeFalse("another file must not meet it");
        }

        File.Move(_folder.KeysPath + "-away", _folder.KeysPath);
        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Fact]
    public async Task The_keys_file_of_another_database_is_rejected()
    {
        await _folder.WriteAsync();
        File.Move(_folder.KeysPath, _folder.KeysPath + "-right");
        using (var other = new KeysFolder())
        {
            await other.WriteAsync();
            File.Copy(other.KeysPath, _folder.KeysPath);
        }

        await using (var store = _folder.Open())
        {
            await _folder.ShouldHidePersonalDataAsync(store, "is not the one of this database");
            await KeysFolder.ShouldRefuseAsync(store, "is not the one of this database", Some.Entry(4, "visible"));
        }

        File.Move(_folder.KeysPath + "-right", _folder.KeysPath, overwrite: true);
        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Theory]
    [InlineData("a text")]
    [InlineData("a database")]
    [InlineData("a folder")]
    public async Task A_file_that_is_not_a_keys_file_is_left_unchanged(string what)
    {
        await _folder.WriteAsync();
        File.Move(_folder.KeysPath, _folder.KeysPath + "-right");
        switch (what)
        {
            case "a text": await File.WriteAllTextAsync(_folder.KeysPath, new string('x', 8_192)); break;
            case "a database": File.Copy(_folder.DataPath, _folder.KeysPath); break;
            default: Directory.CreateDirectory(_folder.KeysPath); break;
        }

        byte[]? before = File.Exists(_folder.KeysPath) ? await File.ReadAllBytesAsync(_folder.KeysPath) : null;
        await using var store = _folder.Open();

        await _folder.ShouldHidePersonalDataAsync(store, _folder.KeysPath);
        await KeysFolder.ShouldRefuseAsync(store, _folder.KeysPath, Some.Entry(4, "visible"));
        (File.Exists(_folder.KeysPath) ? await File.ReadAllBytesAsync(_folder.KeysPath) : null).Should().Equal(before);
    }

    [Fact]
    public async Task A_damaged_keys_file_is_reported_until_a_backup_is_restored()
    {
        await _folder.WriteAsync();
        File.Copy(_folder.KeysPath, _folder.KeysPath + "-backup");
        byte[] bytes = await File.ReadAllBytesAsync(_folder.KeysPath);
        Array.Fill(bytes, (byte)0x5A, 4_096, bytes.Length - 4_096);
        await File.WriteAllBytesAsync(_folder.KeysPath, bytes);

        await using (var store = _folder.Open())
        {
            await _folder.ShouldHidePersonalDataAsync(store, "is damaged");
            await KeysFolder.ShouldRefuseAsync(store, "is damaged", Some.Entry(4, "visible"));
        }

        File.Move(_folder.KeysPath + "-backup", _folder.KeysPath, overwrite: true);
        await using var again = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(again);
    }

    [Fact]
    public async Task A_damaged_WAL_of_the_keys_file_is_reported()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync(KeysFolder.Records);
            foreach (string file in Directory.GetFiles(_folder.Path))
            {
                File.Copy(file, file.Replace("conversations.db", "crashed.db", StringComparison.Ordinal));
            }
        }

        string crashed = System.IO.Path.Combine(_folder.Path, "crashed.db"), log = DatabaseFile.LogOf(crashed + "-keys");
        byte[] bytes = await File.ReadAllBytesAsync(log);
        bytes[32 + 24 + 100] ^= 1;
        await File.WriteAllBytesAsync(log, bytes);

        await using var again = new SqliteConversationStore(crashed, new SqliteStoreOptions { Logger = _folder.Logger });

        (await again.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("[redacted]");
        _folder.Logger.Lines.Should()
            .Contain(static line => line.Message.Contains("log of the keys file", StringComparison.Ordinal)
                && line.Message.Contains("are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_keys_file_older_than_the_data_hides_newer_data_and_is_reported_on_write()
    {
        await _folder.WriteAsync();
        File.Copy(_folder.KeysPath, _folder.KeysPath + "-older");
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Some.Opening("newer") with { UserId = "joe" }, Some.Note("1", "call Joe", conversation: "newer")]);
        }

        File.Move(_folder.KeysPath + "-older", _folder.KeysPath, overwrite: true);
        await using var again = _folder.Open();

        await KeysFolder.ShouldShowAllAsync(again);
        (await again.ReadAsync("newer"))!.Notes[0].Text.Should().Be("[redacted]");
        (await KeysFolder.HealthAsync(again)).Figures["missing_keys"].Should().BePositive();
        await KeysFolder.ShouldRefuseAsync(again, "older copy", Some.Note("2", "call Joe again", conversation: "newer"));
    }

    [Fact]
    public async Task New_data_uses_the_existing_keys_file()
    {
        await _folder.WriteAsync();
        byte[] ring = await File.ReadAllBytesAsync(_folder.RingPath);
        File.Delete(_folder.DataPath);
        new SqliteConversationStore(_folder.DataPath, new SqliteStoreOptions { StartFreshWhenDamaged = true }).Dispose();

        await _folder.WriteAsync();

        await using var store = _folder.Open();
        await KeysFolder.ShouldShowAllAsync(store);
        (await File.ReadAllBytesAsync(_folder.RingPath)).Should().Equal(ring);
        (await KeysFolder.HealthAsync(store)).Figures["keys"].Should().Be(2);
    }

    [Fact]
    public async Task The_keys_file_is_at_the_configured_path()
    {
        using var elsewhere = new TemporaryFolder();
        await using var store =
            new SqliteConversationStore(_folder.DataPath, new SqliteStoreOptions { KeysPath = elsewhere.File("my.keys"), KeyRing = KeysFolder.NewRing() });

        await store.WriteAsync(KeysFolder.Records);

        await KeysFolder.ShouldShowAllAsync(store);
        Directory.GetFiles(elsewhere.Path, "my.keys").Should().ContainSingle();
        Directory.GetFiles(_folder.Path, "*key*").Should().BeEmpty();
    }

    [Fact]
    public async Task All_files_of_a_store_with_keys_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var store = _folder.Open();
        await store.WriteAsync(KeysFolder.Records);

        Directory.GetFiles(_folder.Path).Should().HaveCount(7).And.OnlyContain(file => ModeOf(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);
}
