using ConvLog.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Tests.Hosting;

/// <summary>Options combined from several calls and the configuration, and their validation.</summary>
public class ConvLogOptionsTests
{
    [Fact]
    public async Task Further_calls_set_the_same_options()
    {
        var first = new InMemorySink();
        var second = new InMemorySink();
        await using var host = new ServiceCollection()
            .AddConvLog(options =>
            {
                options.Sinks.Add(first);
                options.IdleTimeout = TimeSpan.FromMinutes(1);
                options.Privacy.UserId = PrivacyClass.Visible;
            })
            .AddConvLog(options =>
            {
                options.IdleTimeout.Should().Be(TimeSpan.FromMinutes(1), "it sees what was set before");
                options.Sinks.Add(second);
                options.Privacy.Utterances = PrivacyClass.Personal;
            })
            .AddConvLog()
            .BuildServiceProvider();
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");

        first.Entries.Should().ContainSingle();
        second.Entries.Should().ContainSingle();
        var options = Options(host);
        (options.IdleTimeout, options.Privacy.UserId, options.Privacy.Utterances).Should()
            .Be((TimeSpan.FromMinutes(1), PrivacyClass.Visible, PrivacyClass.Personal));
    }

    [Fact]
    public void Configure_comes_after_AddConvLog_and_PostConfigure_last()
    {
        using var host = new ServiceCollection()
            .PostConfigure<ConvLogOptions>(static options => options.DisposeTimeout = TimeSpan.FromSeconds(options.DisposeTimeout.TotalSeconds * 10))
            .Configure<ConvLogOptions>(static options => options.DisposeTimeout = TimeSpan.FromSeconds(options.DisposeTimeout.TotalSeconds + 1))
            .AddConvLog(static options => options.DisposeTimeout = TimeSpan.FromSeconds(2))
            .Configure<ConvLogOptions>(static options => options.LogToLogger = true)
            .BuildServiceProvider();

        Options(host).DisposeTimeout.Should().Be(TimeSpan.FromSeconds(30));
        Options(host).LogToLogger.Should().BeTrue();
        host.GetRequiredService<ConvLogOptions>().Should().BeSameAs(Options(host));
    }

    [Fact]
    public void Options_are_bound_to_a_section_of_the_configuration()
    {
        using var host = Host(
            ("IdleTimeout", "01:00:00"), ("AllowAgentHandover", "true"), ("LogToLogger", "true"), ("ReflectObjects", "All"), ("DisposeTimeout", "00:00:07"),
            ("Limits:TextLength", "100"), ("Limits:Depth", "3"), ("Privacy:Utterances", "Personal"), ("Privacy:UrlQueries", "visible"));

        var options = Options(host);
        (options.IdleTimeout, options.AllowAgentHandover, options.LogToLogger, options.ReflectObjects, options.DisposeTimeout).Should()
            .Be((TimeSpan.FromHours(1), true, true, ObjectReflection.All, TimeSpan.FromSeconds(7)));
        (options.Limits.TextLength, options.Limits.Depth, options.Limits.KeyLength).Should().Be((100, 3, 256));
        (options.Privacy.Utterances, options.Privacy.UrlQueries, options.Privacy.UserId).Should()
            .Be((PrivacyClass.Personal, PrivacyClass.Visible, PrivacyClass.Personal));
        host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")).Log.Info("m");
    }

    [Fact]
    public void Options_bound_for_one_host_do_not_affect_another()
    {
        var shared = new LogLimits { TextLength = 50 };
        using var one = Host(("Limits:TextLength", "100"));
        using var another = Host(static _ => { });
        using var third = new ServiceCollection().AddConvLog(options => options.Limits = shared)
            .Configure<ConvLogOptions>(Section(("Limits:TextLength", "200"))).BuildServiceProvider();

        Options(one).Limits.TextLength.Should().Be(100);
        Options(another).Limits.TextLength.Should().Be(16_384);
        Options(third).Limits.TextLength.Should().Be(200);
        (shared.TextLength, LogLimits.Default.TextLength).Should().Be((50, 16_384));
    }

    [Fact]
    public void Two_hosts_of_the_same_services_have_their_own_and_a_host_has_one_set()
    {
        var services = new ServiceCollection().AddConvLog(static options => options.Sinks.Add(new InMemorySink()))
            .Configure<ConvLogOptions>(static options => options.Sinks.Add(new InMemorySink()));
        using var one = services.BuildServiceProvider();
        using var another = services.BuildServiceProvider();
        using var scope = one.CreateScope();

        Options(one).Sinks.Should().HaveCount(2);
        Options(another).Sinks.Should().HaveCount(2).And.NotBeSameAs(Options(one).Sinks);
        scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<ConvLogOptions>>().Value.Should().BeSameAs(Options(one));
        one.GetRequiredService<IOptionsMonitor<ConvLogOptions>>().CurrentValue.Should().BeSameAs(Options(one));
        one.GetRequiredService<IOptionsMonitor<ConvLogOptions>>().Get("another name").Sinks.Should()
            .HaveCount(1, "Configure without a name is for the default");
    }

    [Fact]
    public void An_empty_or_missing_section_changes_nothing()
    {
        using var host = Host();
        Options(host).IdleTimeout.Should().Be(TimeSpan.FromMinutes(30));
        Validate(host).Should().NotThrow();
    }

    [Theory]
    [InlineData("IdleTimeout", "00:00:00", "ConvLogOptions.IdleTimeout takes more than zero, not 00:00:00.")]
    [InlineData("IdleTimeout", "-1", "ConvLogOptions.IdleTimeout takes more than zero, not -1.00:00:00.")]
    [InlineData("DisposeTimeout", "25", "ConvLogOptions.DisposeTimeout takes zero to 24.00:00:00, not 25.00:00:00.")]
    [InlineData("Limits:TextLength", "5", "LogLimits.TextLength takes 16 to 16777216, not 5.")]
    [InlineData("Privacy:Utterances", "7", "ConvLogOptions.Privacy.Utterances takes Visible or Personal, not 7.")]
    public void A_value_out_of_range_stops_the_host_at_its_start_and_is_named_with_its_range(string key, string value, string message)
    {
        using var host = Host((key, value));

        Validate(host).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(message);
        host.Invoking(static host => host.GetRequiredService<IConversationFactory>()).Should()
            .Throw<OptionsValidationException>("not every host validates at its start");
    }

    [Fact]
    public void A_value_of_another_type_is_named_with_its_key()
    {
        using var host = Host(("IdleTimeout", "soon"));

        Validate(host).Should().Throw<InvalidOperationException>().WithMessage("*'soon'*'ConvLog:IdleTimeout'*TimeSpan*");
    }

    [Fact]
    public void All_errors_are_reported_together()
    {
        using var host = Host(static options =>
        {
            (options.IdleTimeout, options.DisposeTimeout, options.Limits) = (TimeSpan.Zero, TimeSpan.MinValue, null!);
            options.Sinks.Add(null!);
        });

        Validate(host).Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(4);
    }

    [Fact]
    public void Validators_of_the_host_run()
    {
        var services = new ServiceCollection().AddConvLog();
        services.AddOptions<ConvLogOptions>().Validate(static options => options.Sinks.Count > 0, "Our hosts need a sink.");
        using var host = services.BuildServiceProvider();

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage("Our hosts need a sink.");
    }

    [Fact]
    public void A_store_that_is_chosen_where_storage_is_not_registered_is_an_error()
    {
        using var host = new ServiceCollection().AddConvLog().Configure<ConvLogOptions>(static options => options.UseInMemoryStore())
            .BuildServiceProvider();

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage("*ConvLog.Storage*AddConvLogStorage()*");
    }

    [Fact]
    public void Options_changed_later_do_not_affect_conversations()
    {
        ConvLogOptions? kept = null;
        var sink = new InMemorySink();
        using var host = new ServiceCollection().AddConvLog(options => (kept = options).Sinks.Add(sink)).BuildServiceProvider();
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        kept!.Limits.TextLength = 16;
        Options(host).Limits.TextLength = 16;
        conv.Log.Info(new string('x', 20));

        sink.Entries[0].Content.Should().HaveLength(20);
    }

    private static ServiceProvider Host(params (string Key, string Value)[] configuration)
        => new ServiceCollection().AddConvLog().Configure<ConvLogOptions>(Section(configuration)).BuildServiceProvider();

    private static ServiceProvider Host(Action<ConvLogOptions> configure) => new ServiceCollection().AddConvLog(configure).BuildServiceProvider();

    private static IConfigurationSection Section(params (string Key, string Value)[] values)
        => new ConfigurationBuilder().AddInMemoryCollection(values.Select(static one => KeyValuePair.Create("ConvLog:" + one.Key, (string?)one.Value))).Build()
            .GetSection("ConvLog");

    private static ConvLogOptions Options(IServiceProvider host) => host.GetRequiredService<IOptions<ConvLogOptions>>().Value;

    private static Action Validate(IServiceProvider host) => () => host.GetRequiredService<IStartupValidator>().Validate();
}
