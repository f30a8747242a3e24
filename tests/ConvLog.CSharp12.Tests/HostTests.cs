using ConvLog.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.CSharp12.Tests;

/// <summary>A host on .NET 8 sets up ConvLog without the extension properties of C# 14.</summary>
public class HostTests
{
    [Fact]
    public async Task Storage_is_set_up_by_methods()
    {
        var store = new InMemoryConversationStore();
        await using var host = new ServiceCollection()
            .AddConvLog(options => options.UseStore(_ => store).ConfigureStorage(storage => storage.Retention.Days = 7))
            .BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        var view = await host.GetRequiredService<ConversationReader>().GetAsync(Privacy.Reader.Anonymous, "c");
        view!.Entries.Should().ContainSingle();
        host.GetRequiredService<IConversationStore>().Should().BeSameAs(store);
    }

    [Fact]
    public async Task Options_are_bound_by_generated_code()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConvLog:IdleTimeout"] = "01:00:00",
            ["ConvLog:Limits:TextLength"] = "100",
            ["ConvLog:Privacy:Utterances"] = "Personal",
            ["ConvLog:Storage:Retention:Days"] = "7",
            ["ConvLog:Storage:StoreSink:BatchSize"] = "9",
        }).Build();
        var services = new ServiceCollection().AddConvLog(options => options.UseInMemoryStore());
        services.Configure<ConvLogOptions>(configuration.GetSection("ConvLog"));
        services.Configure<ConvLogStorageOptions>(configuration.GetSection("ConvLog:Storage"));
        await using var host = services.BuildServiceProvider();

        var options = host.GetRequiredService<IOptions<ConvLogOptions>>().Value;
        (options.IdleTimeout, options.Limits.TextLength, options.Privacy.Utterances).Should().Be((TimeSpan.FromHours(1), 100, Privacy.PrivacyClass.Personal));
        options.ConfigureStorage(storage
            => (storage.Retention.Days, storage.StoreSink!.BatchSize, storage.StoreSink.QueueCapacity).Should().Be((7, 9, 100_000)));
        LogLimits.Default.TextLength.Should().Be(16_384);
    }

    [Fact]
    public async Task A_value_out_of_range_is_named_where_generated_code_binds_it()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Limits:TextLength"] = "5" }).Build();
        var services = new ServiceCollection().AddConvLog();
        services.Configure<ConvLogOptions>(configuration);
        await using var host = services.BuildServiceProvider();

        host.Invoking(host => host.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>()
            .WithMessage("LogLimits.TextLength takes 16 to 16777216, not 5.");
    }
}
