using System.Globalization;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary>Classified values logged by code generated for Microsoft.Extensions.Telemetry.Abstractions.</summary>
public sealed partial class ClassifiedTagsTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly List<ServiceProvider> _hosts = [];

    public ClassifiedTagsTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
    }

    private LogEntry Entry => _sink.Entries.Should().ContainSingle().Subject;

    private Dictionary<string, (string?, bool)> Fields => Entry.Fields.ToDictionary(
        static one => one.Key, static one => (Convert.ToString(one.Value, CultureInfo.InvariantCulture), one.IsPii), StringComparer.Ordinal);

    [Theory]
    [InlineData(false, "Zoe", "zoe@example.com")]
    [InlineData(true, "Zoe:Name", "zoe@example.com:guest.Email")] // The discriminator that the package adds before redaction; none is set up here.
    public void A_classified_member_is_a_personal_field_also_where_the_host_shows_all(bool isEnriched, string name, string email)
    {
        Found(Logger(logging => isEnriched ? logging.EnableEnrichment() : logging), 3, "Zoe", new Guest { Email = "zoe@example.com", Seats = 2 });

        Entry.Content.Should().Be("Found {Count} guests for {Name}");
        Entry.IsPii.Should().BeFalse();
        Fields.Should().Contain(new Dictionary<string, (string?, bool)>(StringComparer.Ordinal)
        {
            ["Count"] = ("3", false),
            ["Name"] = (name, true),
            ["guest.Email"] = (email, true),
            ["guest.Seats"] = ("2", false),
        });
        Entry.ToJson(EntryJsonMode.Redacted).Should().NotContainEquivalentOf("zoe");
    }

    [Fact]
    public void Values_redacted_by_the_host_are_kept_redacted()
    {
        Found(
            Logger(
                static logging => logging.EnableRedaction(),
                static services => services.AddRedaction(static redaction => redaction.SetFallbackRedactor<Starring>())),
            3,
            "Zoe",
            new Guest { Email = "zoe@example.com", Seats = 2 });

        Fields["guest.Email"].Should().Be(("*", true));
        Entry.ToJson().Should().NotContainEquivalentOf("zoe@");
    }

    [Fact]
    public void An_object_of_which_a_member_is_classified_is_personal_as_a_whole()
    {
        Logger().LogInformation("{Guest} {Seat}", new Guest { Email = "zoe@example.com" }, new Seat("7A"));

        Entry.Fields.Where(static field => field.IsPii).Select(static field => field.Key).Should().Equal("Guest");
        Entry.ToJson().Should().Contain("zoe@example.com");
        Entry.ToJson(EntryJsonMode.Redacted).Should().Contain("7A").And.NotContain("zoe");
    }

    public void Dispose()
    {
        _hosts.ForEach(static host => host.Dispose());
        _current.Dispose();
        _conversation.Dispose();
    }

    [LoggerMessage(1, LogLevel.Information, "Found {Count} guests for {Name}")]
    private static partial void Found(ILogger logger, int count, [PrivateData] string name, [LogProperties] Guest guest);

    private ILogger Logger(Func<ILoggingBuilder, ILoggingBuilder>? configure = null, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        add?.Invoke(services);
        services.AddLogging(logging =>
        {
            logging.AddConvLog(static options => options.IsVisible = static (_, _) => true);
            configure?.Invoke(logging);
        });
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Guests");
    }

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
    internal sealed class PrivateDataAttribute() : DataClassificationAttribute(new DataClassification("Shop", "Private"));

    internal sealed class Guest
    {
        [PrivateData]
        public string Email { get; init; } = "";

        public int Seats { get; init; }
    }

    internal sealed record Seat(string Number);

    private sealed class Starring : Redactor
    {
        public override int GetRedactedLength(ReadOnlySpan<char> input) => 1;

        public override int Redact(ReadOnlySpan<char> source, Span<char> destination)
        {
            destination[0] = '*';
            return 1;
        }
    }
}
