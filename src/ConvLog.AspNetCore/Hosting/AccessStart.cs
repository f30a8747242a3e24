using ConvLog.AspNetCore.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Logs at the host's start who can read what, and warns about risks of that and of the location of the wrapping keys.</summary>
internal sealed partial class AccessStart(
    ConvLogConsoleOptions options, LocalAccess local, IServiceProvider services, ServerStart server, ILoggerFactory loggers) : IHostedService
{
    private readonly ILogger _logger = loggers.CreateLogger(SecurityEvents.Category);
    private Task _looking = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWhoReads(Keys(), Users(), ThisMachine());
        if (local is { OpensPages: true, IsDevelopment: false })
        {
            LogOpenToThisMachine();
        }

        if (!local.IsDevelopment && options.ApiKeys.ShortKeys is > 0 and int count)
        {
            LogShortKeys(count, ApiKey.ShortestSafe);
        }

        if (!local.IsDevelopment)
        {
            // A store that does not respond must not delay the host.
            server.RunWhenStarted(() => _looking = Task.Run(LookAtKeyRingAsync, CancellationToken.None));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => Task.WhenAny(_looking, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));

    private async Task LookAtKeyRingAsync()
    {
        try
        {
            var health = services.GetService<ConversationReader>() is { } reader ? await reader.CheckHealthAsync().ConfigureAwait(false) : null;
            if (health?.Parts.Any(static part => part.Name is "keys" && part.Figures.GetValueOrDefault("ring_beside_data") > 0) is true)
            {
                LogKeyRingBesideData();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogKeyRingNotSeen(e);
        }
    }

    private string Keys()
    {
        int all = options.ApiKeys.Count;
        int permitted = options.ApiKeys.Count(static reader => reader.CanReadPii);
        return all switch
        {
            0 => "no API key",
            1 => permitted == 1 ? "1 API key with access to personal data" : "1 API key without access to personal data",
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{all} API keys, {permitted} with access to personal data"),
        };
    }

    private string Users() => (options.ReadPolicy, options.ReadPiiPolicy) switch
    {
        (null, _) => "no host users",
        ({ } read, null) => $"host users who meet the policy \"{read}\", without personal data",
        ({ } read, { } pii) => $"host users who meet the policy \"{read}\", with personal data if they meet \"{pii}\"",
    };

    private string ThisMachine() => (local.OpensPages, local.OpensApi) switch
    {
        (true, true) => "visitors on this machine (pages and API, without personal data)",
        (true, false) => "visitors on this machine (pages, without personal data)",
        _ => "no visitors without a key",
    };

    [LoggerMessage(EventId = 25, EventName = "ConvLogWhoReads", Level = LogLevel.Information,
        Message = "Who can read conversations: {Keys}; {Users}; {Visitors}.")]
    private partial void LogWhoReads(string keys, string users, string visitors);

    [LoggerMessage(
        EventId = 26,
        EventName = "ConvLogOpenToThisMachine",
        Level = LogLevel.Warning,
        Message = "ConvLogConsoleOptions.AllowLoopback is true outside Development: visitors on this machine can read without a key. Behind a reverse proxy on "
            + "this machine, that is everyone.")]
    private partial void LogOpenToThisMachine();

    [LoggerMessage(
        EventId = 27,
        EventName = "ConvLogShortKeys",
        Level = LogLevel.Warning,
        Message = "{Count} API keys have fewer than {Shortest} characters and can be guessed. Generate keys with ApiKeys.Generate().")]
    private partial void LogShortKeys(int count, int shortest);

    [LoggerMessage(
        EventId = 28,
        EventName = "ConvLogKeyRingBesideData",
        Level = LogLevel.Warning,
        Message = "The wrapping keys are in a file beside the data that they protect: anyone who copies that folder can read all personal data. Outside "
            + "Development give the store a key ring from"
            + " elsewhere: KeyRing.FromBase64, KeyRing.FromCallback, or KeyRing.FromFile in another folder.")]
    private partial void LogKeyRingBesideData();

    [LoggerMessage(EventId = 29, EventName = "ConvLogKeyRingNotSeen", Level = LogLevel.Warning,
        Message = "Could not determine whether the wrapping keys are stored beside the data, because the store's health could not be read.")]
    private partial void LogKeyRingNotSeen(Exception exception);
}
