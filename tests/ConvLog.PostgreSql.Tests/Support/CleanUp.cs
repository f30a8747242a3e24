using System.Diagnostics;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// A command that runs when this object is disposed or this process ends in any way: a shell waits for the end of a pipe, which also comes with the end of the
/// process.
/// </summary>
internal sealed class CleanUp : IDisposable
{
    private readonly Process _shell;

    /// <param name="command">The shell command.</param>
    public CleanUp(string command)
        => _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"trap '' INT TERM HUP; read line; {{ {command}; }} > /dev/null 2>&1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;

    /// <summary>Runs the command and waits until it ends.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
