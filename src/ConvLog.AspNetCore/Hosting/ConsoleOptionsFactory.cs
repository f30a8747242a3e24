using ConvLog.AspNetCore.Access;
using ConvLog.Hosting;
using Microsoft.Extensions.Options;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Completes the console's options: the calls of <c>AddConvLogConsole</c>, then the host's configuration, every <c>Configure</c>, every
/// <c>PostConfigure</c>, and validation. The instance does not change: hosts keep its API keys to add and remove them while running.
/// </summary>
internal sealed class ConsoleOptionsFactory(
    RegisteredConsole registered,
    ConfiguredValues values,
    IEnumerable<IConfigureOptions<ConvLogConsoleOptions>> configurations,
    IEnumerable<IPostConfigureOptions<ConvLogConsoleOptions>> laterConfigurations,
    IEnumerable<IValidateOptions<ConvLogConsoleOptions>> validations) : IOptionsFactory<ConvLogConsoleOptions>
{
    private const string Section = "Console";

    private readonly Lock _lock = new();
    private ConvLogConsoleOptions? _options;

    public ConvLogConsoleOptions Create(string name)
    {
        lock (_lock)
        {
            return _options ??= Make(name);
        }
    }

    private ConvLogConsoleOptions Make(string name)
    {
        var options = registered.Options;
        List<string> failures = [];
        try
        {
            failures.AddRange(values.Bind(Section, options));
            failures.AddRange(AddKeys(options.ApiKeys));
            configurations.Apply(name, options);
            laterConfigurations.Apply(name, options);
        }
        catch (Exception e) when ((e as ArgumentException ?? e.InnerException as ArgumentException) is { } refused)
        {
            failures.Add(ConvLogOptionsFactory.FirstLine(refused)); // A setter rejected a value; a binder that uses reflection wraps its exception.
        }

        failures.AddRange(validations.Failures(name, options));
        return failures.Count == 0 ? options : throw new OptionsValidationException(name, typeof(ConvLogConsoleOptions), failures);
    }

    // A key that the program also adds, or that another host with the same services has read, counts once.
    private List<string> AddKeys(ApiKeys keys)
    {
        List<ConfiguredKey> configured = [];
        List<string> problems = [.. values.BindList($"{Section}:ApiKeys", configured)];
        for (int i = 0; i < configured.Count && problems.Count == 0; i++)
        {
            var key = configured[i];
            if (!ApiKey.IsWellFormed(key.Key))
            {
                problems.Add($"ConvLog:{Section}:ApiKeys:{i}:Key: an API key must be 1 to {ApiKey.MaxLength} visible ASCII characters without spaces.");
            }
            else if (keys.Find(key.Key) is null)
            {
                var pii = key.CanReadPii ? ConvLogPermissions.ReadPii : ConvLogPermissions.None;
                keys.Add(key.Key, key.Name, key.Permissions | ConvLogPermissions.Read | pii);
            }
        }

        return problems;
    }
}

/// <summary>The options as set by the calls of <c>AddConvLogConsole</c> on a service collection.</summary>
/// <param name="Options">The options, which every further call changes.</param>
internal sealed record RegisteredConsole(ConvLogConsoleOptions Options)
{
    /// <summary>Whether the HTTP client of the webhook is registered, which is the case if the program sets the address.</summary>
    public bool HasWebhookClient { get; set; }
}

internal sealed class ConfiguredKey
{
    public string Key { get; set; } = "";

    public string? Name { get; set; }

    public bool CanReadPii { get; set; }

    public ConvLogPermissions Permissions { get; set; }
}
