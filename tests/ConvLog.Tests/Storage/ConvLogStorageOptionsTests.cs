using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Tests.Storage;

/// <summary>The store and its options, chosen by several calls and the configuration.</summary>
public class ConvLogStorageOptionsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_several_stores_the_last_call_wins_and_earlier_options_hold(bool isObjectFirst)
    {
        var given = new InMemoryConversationStore();
        var made = new InMemoryConversationStore();
        var sink = new InMemorySink();
        var services = new ServiceCollection();
        services.AddConvLog(options => Choose(options, isObjectFirst).Sinks.Add(sink)).AddConvLog(options => Choose(options, !isObjectFirst));
        await using var host = services.BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        var (last, other) = isObjectFirst ? (made, given) : (given, made);
        host.GetRequiredService<IConversationStore>().Should().BeSameAs(last);
        (await last.ReadAsync("c")).Should().NotBeNull();
        (await other.ReadAsync("c")).Should().BeNull();
        sink.Entries.Should().ContainSingle();

        ConvLogOptions Choose(ConvLogOptions options, bool isObject)
        {
            if (!isObject)
            {
                return options.UseStore(_ => made);
            }

            options.Store = given;
            return options;
        }
    }

    [Fact]
    public void Storage_options_can_be_bound_on_their_own_and_are_those_of_the_host()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
        using var host = new ServiceCollection().AddConvLog(static options =>
        {
            options.Retention.Days = 3;
            options.StoreSink = new StoreSinkOptions { QueueCapacity = 9 };
            options.UseInMemoryStore();
        }).Configure<ConvLogStorageOptions>(Section(
            ("Retention:Enabled", "true"), ("Retention:Days", "12"), ("Retention:PersonalDataDays", "5"), ("Retention:RunAt", "03:30"),
            ("StoreSink:BatchSize", "7"), ("CursorKey", Convert.ToBase64String(key)))).BuildServiceProvider();

        var settings = host.GetRequiredService<ConversationRetention>().Settings;
        (settings.Enabled, settings.Days, settings.PersonalDataDays, settings.RunAt).Should().Be((true, 12, 5, new TimeOnly(3, 30)));
        var options = host.GetRequiredService<IOptions<ConvLogStorageOptions>>().Value;
        (options.StoreSink!.BatchSize, options.StoreSink.QueueCapacity).Should().Be((7, 9));
        options.CursorKey.Should().Equal(key);
        host.GetRequiredService<IOptions<ConvLogOptions>>().Value.Retention.Should().BeSameAs(options.Retention);
    }

    [Fact]
    public void Options_go_together_once_all_calls_were_made()
    {
        using var host = new ServiceCollection().AddConvLog(static options => options.Retention.PersonalDataDays = 31)
            .AddConvLog(static options => options.Retention.Days = 40).BuildServiceProvider();

        host.GetRequiredService<ConversationRetention>().Settings.PersonalDataDays.Should().Be(31);
    }

    [Theory]
    [InlineData("Retention:Days", "0", "RetentionOptions.Days takes 1 to 36500, not 0.")]
    [InlineData("Retention:PersonalDataDays", "31", "RetentionOptions.PersonalDataDays is 31 and RetentionOptions.Days is 30*")]
    [InlineData("StoreSink:BatchDelay", "00:00:11", "StoreSinkOptions.BatchDelay takes zero to 00:00:10, not 00:00:11.")]
    [InlineData("CursorKey", "AAAA", "*CursorKey*32 *3*")]
    public void A_value_out_of_range_stops_the_host_at_its_start(string key, string value, string message)
    {
        using var host = new ServiceCollection().AddConvLog(static options => options.UseInMemoryStore())
            .Configure<ConvLogStorageOptions>(Section((key, value))).BuildServiceProvider();

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage(message);
        host.Invoking(static host => host.GetRequiredService<ConversationReader>()).Should().Throw<OptionsValidationException>();
    }

    [Fact]
    public async Task A_store_is_also_chosen_by_Configure_and_PostConfigure()
    {
        await using var host = new ServiceCollection().AddConvLog(static options => options.UseStore(static _ => throw new InvalidOperationException()))
            .Configure<ConvLogOptions>(static options => options.UseStore(static _ => throw new InvalidOperationException()))
            .PostConfigure<ConvLogOptions>(static options => options.UseInMemoryStore()).BuildServiceProvider();
        Validate(host).Should().NotThrow();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        (await host.GetRequiredService<IConversationStore>().ReadAsync("c")).Should().NotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_store_registered_too_late_is_an_error(bool isRegistered)
    {
        var store = new InMemoryConversationStore();
        var services = isRegistered
            ? new ServiceCollection().AddSingleton<IConversationStore>(store).AddConvLog().AddConvLogStorage()
            : new ServiceCollection().AddConvLog(options => options.Store = store);
        using var host = services.Configure<ConvLogOptions>(static options => options.UseInMemoryStore()).BuildServiceProvider();

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage("*further call of services.AddConvLog*");
    }

    [Fact]
    public async Task A_store_that_is_handed_over_is_not_disposed_with_the_host()
    {
        var store = new DisposedStore();
        await using (var host = new ServiceCollection().AddConvLog(options => options.Store = store).BuildServiceProvider())
        {
            host.GetRequiredService<ConversationReader>();
        }

        store.IsDisposed.Should().BeFalse();
    }

    [Fact]
    public void Validators_of_the_host_run()
    {
        var services = new ServiceCollection().AddConvLog(static options => options.UseInMemoryStore());
        services.AddOptions<ConvLogStorageOptions>().Validate(static options => options.KeyRing is not null, "Our hosts need keys.").ValidateOnStart();
        using var host = services.BuildServiceProvider();

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage("Our hosts need keys.");
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values)
        => new ConfigurationBuilder().AddInMemoryCollection(values.Select(static one => KeyValuePair.Create("ConvLog:Storage:" + one.Key, (string?)one.Value)))
            .Build().GetSection("ConvLog:Storage");

    private static Action Validate(IServiceProvider host) => () => host.GetRequiredService<IStartupValidator>().Validate();

    private sealed class DisposedStore : WriteOnlyStore, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default) => default;

        public void Dispose() => IsDisposed = true;
    }
}
