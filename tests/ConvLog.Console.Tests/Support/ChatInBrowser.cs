using System.Threading.Channels;
using BlazorChat;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConvLog.Console.Tests.Support;

/// <summary>The chat of a Blazor Server app whose model emits each word when the test permits it.</summary>
public class ChatInBrowser : IAsyncLifetime
{
    private readonly Channel<bool> _words = Channel.CreateUnbounded<bool>();
    private WebApplication? _app;

    public string Url { get; private set; } = "";

    private static readonly Reader s_reader = new("test", canReadPii: false);

    /// <summary>The services of the app.</summary>
    internal IServiceProvider Services => _app!.Services;

    public virtual async Task InitializeAsync()
    {
        // The application name locates its static assets.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "BlazorChat", EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        Configure(builder);
        var model = new ScriptedModel { Pause = async cancellationToken => await _words.Reader.ReadAsync(cancellationToken) };
        _app = ChatApp.Build(builder, model, ConsoleInBrowser.PiiKey);
        await _app.StartAsync();
        Url = _app.Urls.Single();
    }

    public virtual async Task DisposeAsync() => await _app!.DisposeAsync();

    /// <summary>Lets the model emit this number of words.</summary>
    internal void Say(int words)
    {
        for (int i = 0; i < words; i++)
        {
            _words.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits until a conversation has ended and returns its turns.</summary>
    /// <param name="said">The first message of the user.</param>
    /// <param name="count">The expected number of turns.</param>
    internal async Task<IReadOnlyList<TurnView>> EndedTurnsAsync(string said, int count)
    {
        var reading = Services.GetRequiredService<ConversationReader>();
        IReadOnlyList<TurnView> turns = [];
        await Waiting.UntilAsync(async () =>
        {
            foreach (var summary in (await reading.ListAsync(s_reader, new ConversationQuery())).Conversations.Where(static one => !one.InProgress))
            {
                var view = await reading.GetAsync(s_reader, summary.ConversationId);
                if (view is not null && view.Turns.Count == count && string.Equals(view.Turns[0].UserInput.ToString(), said, StringComparison.Ordinal))
                {
                    turns = view.Turns;
                }
            }

            return turns.Count > 0;
        });
        return turns;
    }

    /// <summary>Adds further configuration of the app.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
