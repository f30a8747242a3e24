using System.Text.Json.Serialization.Metadata;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog;

/// <summary>
/// What a host sets with <c>services.AddConvLog(options => …)</c>. The package ConvLog.Storage adds where conversations are stored, retention and keys.
/// </summary>
public sealed class ConvLogOptions
{
    private readonly List<IConvLogExtension> _extensions = [];

    /// <summary>How much an entry and a function event may hold.</summary>
    public LogLimits Limits { get; set; } = LogLimits.Default;

    /// <summary>Personal data beyond what authors mark.</summary>
    public PrivacyOptions Privacy { get; } = new();

    /// <summary>Sinks besides those that are registered as <see cref="ILogSink"/>.</summary>
    public IList<ILogSink> Sinks { get; } = [];

    /// <summary>
    /// Whether another agent of the same account may continue a conversation, as where one agent hands over to another; default false. The conversation stays
    /// the first agent's. Where neither says an account, both count as of the same one: leave this off where agents of several tenants have no accounts. For a
    /// store that ConvLog makes; one that is handed over has its own.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Whether entries also go to <c>ILogger</c>, personal data withheld; default false.</summary>
    public bool LogToLogger { get; set; }

    /// <summary>The clock. Null: a <see cref="System.TimeProvider"/> that is registered, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Describes the host's own types to JSON; needed for records in a trimmed or native program.</summary>
    public IJsonTypeInfoResolver? JsonTypes { get; set; }

    /// <summary>Whether the properties of objects are read by reflection; see <see cref="ConversationOptions.ReflectObjects"/>. Default true.</summary>
    public bool ReflectObjects { get; set; } = true;

    /// <summary>After how long without activity a conversation counts as finished; default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long disposing a conversation waits for its sinks; default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether agents may differ between openings of a conversation as far as this host knows; a store made with these options decides by
    /// <see cref="AllowAgentHandover"/>.
    /// </summary>
    internal bool LeavesAgentsToStore { get; set; } = true;

    internal IReadOnlyList<IConvLogExtension> Extensions => _extensions;

    /// <summary>
    /// The options of a package that extends these, created at the first use. From then on <c>AddConvLog</c> registers that package's services too.
    /// </summary>
    internal T Extension<T>()
        where T : class, IConvLogExtension, new()
    {
        // Services that a host creates at the same time may both be the first to ask.
        lock (_extensions)
        {
            if (_extensions.OfType<T>().FirstOrDefault() is not { } extension)
            {
                _extensions.Add(extension = new T());
            }

            return extension;
        }
    }
}

/// <summary>The options of a package of the family that extends <see cref="ConvLogOptions"/>, such as ConvLog.Storage.</summary>
internal interface IConvLogExtension
{
    /// <summary>Registers the package's services, before those of the core.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The host's options, complete.</param>
    void AddServices(IServiceCollection services, ConvLogOptions options);
}
