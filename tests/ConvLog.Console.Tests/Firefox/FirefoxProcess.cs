using System.Diagnostics;

namespace ConvLog.Console.Tests.Firefox;

/// <summary>A headless Firefox with a new profile, which listens for a connection by WebDriver BiDi.</summary>
internal sealed class FirefoxProcess : IAsyncDisposable
{
    private const string Listening = "WebDriver BiDi listening on ";

    // Without the requests that a new profile makes, and with the questions that automation disables.
    private const string Preferences = """
        user_pref("app.normandy.enabled", false);
        user_pref("app.update.disabledForTesting", true);
        user_pref("browser.startup.page", 0);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("dom.disable_beforeunload", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
        user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);

        """;

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("convlog-firefox-");
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private FirefoxProcess(string preferences)
    {
        File.WriteAllText(System.IO.Path.Combine(_profile.FullName, "user.js"), Preferences + preferences);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Path!, ["--headless", "--remote-debugging-port=0", "--no-remote", "--profile", _profile.FullName])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.OutputDataReceived += static (_, _) => { };
    }

    /// <summary>The path of the browser, or null. Under the name <c>firefox</c>, distributions also have programs that only install it.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator)
        .Select(static folder => System.IO.Path.Combine(folder, "firefox-esr"))
        .FirstOrDefault(File.Exists);

    /// <param name="preferences">More preferences of the profile, as lines of its user.js.</param>
    public static FirefoxProcess Start(string preferences)
    {
        var process = new FirefoxProcess(preferences);
        process._process.Start();
        process._process.BeginErrorReadLine();
        process._process.BeginOutputReadLine();
        return process;
    }

    /// <summary>The address to connect to, once the browser listens.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private void OnLine(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("Firefox ended before it listened."));
        }
        else if (line.StartsWith(Listening, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Listening.Length..].Trim() + "/session"));
        }
    }
}
