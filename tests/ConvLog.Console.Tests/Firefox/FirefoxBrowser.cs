using System.Text.Json.Nodes;

namespace ConvLog.Console.Tests.Firefox;

/// <summary>One Firefox for all tests with it, because it starts slowly.</summary>
public class FirefoxBrowser : IAsyncLifetime
{
    private FirefoxProcess? _process;
    private BidiConnection? _connection;

    internal BidiConnection Connection => _connection!;

    /// <summary>More preferences of its profile, as lines of a user.js.</summary>
    private protected virtual string Preferences => "";

    public async Task InitializeAsync()
    {
        if (FirefoxProcess.Path is null)
        {
            return;
        }

        _process = FirefoxProcess.Start(Preferences);
        _connection = await BidiConnection.OpenAsync(await _process.AddressAsync());

        // The tests answer the questions of the browser.
        var prompts = new JsonObject { ["default"] = "ignore" };
        await _connection.SendAsync("session.new",
            new() { ["capabilities"] = new JsonObject { ["alwaysMatch"] = new JsonObject { ["unhandledPromptBehavior"] = prompts } } });
        await _connection.SendAsync("session.subscribe", new() { ["events"] = new JsonArray(FirefoxPage.Asked) });
    }

    public async Task DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
