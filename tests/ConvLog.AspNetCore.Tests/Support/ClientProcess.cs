using System.Diagnostics;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A running third-party client.</summary>
internal sealed class ClientProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ClientProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ClientProcess Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["KIOTA_TELEMETRY_OPTOUT"] = "true";
        start.Environment["KIOTA_OFFLINE_ENABLED"] = "true";
        return new ClientProcess(Process.Start(start)!);
    }

    /// <summary>Runs a client to its end.</summary>
    /// <returns>The standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var client = Start(folder, program, arguments);
        string output = await client._process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        await client._process.WaitForExitAsync().WaitAsync(s_patience);
        return client._process.ExitCode == 0
            ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}:\n{output}\n{await client._errors}");
    }

    /// <summary>The next line of output.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public async Task<string> NextLineAsync()
        => await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? throw new InvalidOperationException($"It ended: {await _errors}");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
