using System.Diagnostics;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// A command that runs when it is disposed or this process ends, however it ends: a shell waits for the end of a pipe, and that comes with the end of the
/// process too.
/// </summary>
internal sealed class CleanUp : IDisposable
{
    private readonly Process _shell;

    /// <param name="command">The command, as a shell takes it.</param>
    public CleanUp(string command)
        => _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"trap '' INT TERM HUP; read line; {{ {command}; }} > /dev/null 2>&1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;

    /// <summary>Runs it, and waits until it is done.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
