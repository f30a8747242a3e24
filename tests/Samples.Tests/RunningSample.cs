using System.Diagnostics;

namespace Samples.Tests;

/// <summary>A sample in a process of its own, as a user runs it, with its data in a folder that is deleted afterwards.</summary>
internal sealed class RunningSample : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("convlog-sample-").FullName;
    private readonly Process _process;

    /// <summary>The file with its conversations.</summary>
    public string Store => Path.Combine(_data, "c.db");

    /// <param name="name">The sample's name.</param>
    /// <param name="options">Command-line options; null for none.</param>
    /// <param name="variables">Environment variables.</param>
    public RunningSample(string name, string[]? options = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in Command(name).Concat(["--urls", "http://127.0.0.1:0", "--data", Store, .. options ?? []]))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>The arguments with which <c>dotnet</c> runs a sample in the output folder of these tests.</summary>
    public static IEnumerable<string> Command(string name)
        => ["exec", "--runtimeconfig", Beside("Samples.Tests.runtimeconfig.json"), "--depsfile", Beside("Samples.Tests.deps.json"), Beside(name + ".dll")];

    /// <summary>Reads its output up to a line that contains the text, and returns the rest of that line.</summary>
    public async Task<string> AfterAsync(string text)
    {
        using var waiting = new CancellationTokenSource(s_patience, TimeProvider.System);
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync(waiting.Token) is { } line)
        {
            lines.Add(line);
            if (line.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
            {
                return line[(at + text.Length)..].Trim();
            }
        }

        throw new InvalidOperationException($"The sample ended without \"{text}\":\n{string.Join('\n', lines)}");
    }

    /// <summary>Reads its output until it exits.</summary>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        using var waiting = new CancellationTokenSource(s_patience, TimeProvider.System);
        string text = await _process.StandardOutput.ReadToEndAsync(waiting.Token);
        return text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
