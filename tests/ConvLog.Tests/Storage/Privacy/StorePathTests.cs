using System.Diagnostics;
using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.Tests.Storage.Privacy;

/// <summary>Regression: as root, <c>/dev/null</c> as a store's path got mode 0600, for the whole machine.</summary>
public sealed class StorePathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paths").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Paths_of_existing_and_new_files_are_valid()
    {
        string file = Path.Combine(_folder, "c.db");
        File.WriteAllText(file, "x");

        StorePath.Problem(file).Should().BeNull();
        StorePath.Problem(Path.Combine(_folder, "missing", "c.db")).Should().BeNull();
        StorePath.Problem(Path.Combine(_folder, "a~b$c%d.db")).Should().BeNull();
    }

    [Fact]
    public void A_folder_is_reported_as_a_folder()
        => StorePath.Problem(_folder).Should().StartWith($"\"{_folder}\" is a folder. Give the path of a file, such as \"{_folder}/conversations.db\".");

    [Fact]
    public void Devices_pipes_and_sockets_are_reported_and_keep_their_modes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // The kind of file is detected on Linux only.
        }

        string pipe = Path.Combine(_folder, "pipe");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        var (ofPipe, ofDevice) = (File.GetUnixFileMode(pipe), File.GetUnixFileMode("/dev/null"));

        StorePath.Problem(pipe).Should().Be($"\"{pipe}\" is a named pipe, not a file; it was left unchanged. Give the path of a file.");
        StorePath.Problem("/dev/null").Should().Be("\"/dev/null\" is a device, not a file; it was left unchanged. Give the path of a file.");
        KeyFileLock.Narrow("/dev/null");
        FluentActions.Invoking(static () => KeyRing.FromFile("/dev/null").Wrap(new byte[32], default)).Should().Throw<KeyRingException>()
            .WithMessage("*is a device*");
        FluentActions.Invoking(() => KeyRing.FromFile(pipe).Wrap(new byte[32], default)).Should().Throw<KeyRingException>().WithMessage("*is a named pipe*");
        (File.GetUnixFileMode(pipe), File.GetUnixFileMode("/dev/null")).Should().Be((ofPipe, ofDevice));
    }

    [Theory]
    [InlineData("~/c.db", "~")]
    [InlineData("$HOME/c.db", "$HOME")]
    [InlineData("/data/${APP}/c.db", "${APP}")]
    [InlineData("%USERPROFILE%/c.db", "%USERPROFILE%")]
    public void Unexpanded_shell_variables_in_a_path_are_reported(string path, string part)
        => StorePath.Problem(path).Should().StartWith($"\"{part}\" in the path \"{path}\" is taken literally: only a shell replaces it.");

    [Fact]
    public void An_existing_folder_with_such_a_name_is_accepted()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "~"));

        StorePath.Problem(Path.Combine(_folder, "~", "c.db")).Should().BeNull();
    }

    [Fact]
    public void A_file_mode_that_cannot_be_changed_is_reported_with_the_reason()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The system's own files refuse every change of mode, as volumes with a fixed mode do.
        FluentActions.Invoking(static () => KeyFileLock.Narrow("/proc/self/status")).Should().Throw<FileModeException>()
            .WithMessage("\"/proc/self/status\" has mode 0444, so that others can read it, and its volume refuses to change modes. Mount*umask=0077*");
        FileModeException.Describe("/data/c.db", UnixFileMode.UserRead | UnixFileMode.GroupRead, (1000, 1654)).Should()
            .Be("\"/data/c.db\" has mode 0440, so that others can read it. Only its owner can change that: it is owned by user 1000, and this process is user 1654. "
                + "Run the process as user 1000, or give it the file: chown 1654 \"/data/c.db\".");
    }
}
