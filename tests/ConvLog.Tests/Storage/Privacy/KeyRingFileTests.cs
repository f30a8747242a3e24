using System.Security.Cryptography;
using ConvLog.Privacy;

namespace ConvLog.Tests.Storage.Privacy;

public sealed class KeyRingFileTests : IDisposable
{
    private static readonly byte[] s_dataKey = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] s_context = [1, 2, 3];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convlog-");

    private string FilePath => Path.Combine(_folder.FullName, "keyring");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_file_is_created_on_first_use_and_not_before()
    {
        var ring = KeyRing.FromFile(FilePath);
        File.Exists(FilePath).Should().BeFalse();

        var wrapped = ring.Wrap(s_dataKey, s_context);

        KeyRing.FromFile(FilePath).Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
        _folder.GetFiles().Should().ContainSingle("nothing is left of how it was made");
        ModeOf(FilePath).Should().Be(OwnerOnly);
    }

    [Fact]
    public void A_file_readable_by_others_gets_a_restricted_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context);
        File.SetUnixFileMode(FilePath, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context);

        ModeOf(FilePath).Should().Be(OwnerOnly);
    }

    [Fact]
    public void F10_a_missing_required_file_is_a_clear_error_and_is_not_created()
    {
        var wrapping = () => KeyRing.FromFile(FilePath, mustExist: true).Wrap(s_dataKey, s_context);

        wrapping.Should().Throw<KeyRingException>().WithMessage($"*\"{FilePath}\" is missing*restore the file*");
        _folder.GetFiles().Should().BeEmpty();
    }

    [Fact]
    public void A_ring_fails_while_its_file_is_missing_and_works_once_it_is_restored()
    {
        var ring = KeyRing.FromFile(FilePath, mustExist: false);
        var wrapped = ring.Wrap(s_dataKey, s_context);
        var strict = KeyRing.FromFile(FilePath, mustExist: true);
        strict.Unwrap(wrapped, s_context);
        byte[] content = File.ReadAllBytes(FilePath);

        File.Delete(FilePath);
        var unwrapping = () => strict.Unwrap(wrapped, s_context);
        unwrapping.Should().Throw<KeyRingException>();

        File.WriteAllBytes(FilePath, content);
        strict.Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
    }

    [Theory]
    [InlineData("rubbish\n")]
    [InlineData("# only a comment\n")]
    [InlineData("a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\na:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_malformed_file_is_a_clear_error_that_does_not_quote_it(string content)
    {
        File.WriteAllText(FilePath, content);

        var wrapping = () => KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context);

        wrapping.Should().Throw<KeyRingException>().WithMessage($"*\"{FilePath}\"*backup*").Which.Message.Should().NotContain("AAAA").And.NotContain("rubbish");
        File.ReadAllText(FilePath).Should().Be(content);
    }

    [Fact]
    public void An_error_names_the_line_and_comments_and_blank_lines_are_skipped()
    {
        string key = $"a:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
        File.WriteAllText(FilePath, $"# a comment\n\n  \n{key}\n");
        KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context).KeyId.Should().Be("a");

        File.AppendAllText(FilePath, "rubbish\n");

        FluentActions.Invoking(() => KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context)).Should().Throw<KeyRingException>()
            .WithMessage("Line 5 of the key ring's file *");
    }

    [Fact]
    public void A_missing_folder_is_a_clear_error()
    {
        var wrapping = () => KeyRing.FromFile(Path.Combine(_folder.FullName, "none", "keyring")).Wrap(s_dataKey, s_context);

        wrapping.Should().Throw<KeyRingException>().WithMessage("*cannot be read, made or kept*Folder missing: make the folder*");
    }

    [Fact]
    public async Task Rings_that_create_one_file_concurrently_have_the_same_key()
    {
        for (int round = 0; round < 20; round++)
        {
            string path = Path.Combine(_folder.FullName, $"keyring{round}");
            using var start = new Barrier(6);
            var wrapped = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return KeyRing.FromFile(path).Wrap(s_dataKey, s_context);
                },
                TaskCreationOptions.LongRunning)));

            var ring = KeyRing.FromFile(path, mustExist: true);
            wrapped.Should().OnlyContain(key => ring.Unwrap(key, s_context).SequenceEqual(s_dataKey));
        }
    }

    [Fact]
    public void Files_left_by_a_crash_during_creation_are_harmless()
    {
        File.WriteAllText(FilePath + "-new", "half");

        var wrapped = KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context);

        KeyRing.FromFile(FilePath).Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
        ModeOf(FilePath).Should().Be(OwnerOnly);
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void Rotating_adds_a_key_that_open_rings_use_at_once_and_keeps_the_older_ones()
    {
        var ring = KeyRing.FromFile(FilePath);
        var old = ring.Wrap(s_dataKey, s_context);

        string id = KeyRing.RotateFile(FilePath);

        var current = ring.Wrap(s_dataKey, s_context);
        current.KeyId.Should().Be(id).And.NotBe(old.KeyId);
        ring.Unwrap(old, s_context).Should().Equal(s_dataKey);
        KeyRing.FromFile(FilePath).Unwrap(current, s_context).Should().Equal(s_dataKey);
        ModeOf(FilePath).Should().Be(OwnerOnly);
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task Concurrent_rotation_loses_no_key()
    {
        var wrapped = KeyRing.FromFile(FilePath).Wrap(s_dataKey, s_context);

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeyRing.RotateFile(FilePath))));

        ids.Should().OnlyHaveUniqueItems();
        string content = File.ReadAllText(FilePath);
        ids.Should().OnlyContain(id => content.Contains(id + ":", StringComparison.Ordinal));
        KeyRing.FromFile(FilePath).Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
    }

    [Fact]
    public void Rotating_a_missing_file_throws()
    {
        var rotating = () => KeyRing.RotateFile(FilePath);

        rotating.Should().Throw<KeyRingException>().WithMessage("*missing*");
        _folder.GetFiles().Should().BeEmpty();
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path);
}
