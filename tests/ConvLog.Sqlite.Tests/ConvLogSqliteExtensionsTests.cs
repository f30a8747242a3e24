using ConvLog.Privacy;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Sqlite.Tests;

public sealed class ConvLogSqliteExtensionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_line_configures_a_host_to_store_conversations_in_a_file()
    {
        await using (var host = new ServiceCollection().AddConvLog(options => options.UseSqlite(FilePath)).BuildServiceProvider())
        {
            await using var conversation = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42"));
            conversation.Log.Info("kept");
        }

        using var store = new SqliteConversationStore(FilePath);
        var read = await store.ReadAsync("conv-42");
        read!.Logged.Should().ContainSingle();
    }

    [Theory]
    [InlineData(":memory:", "*UseInMemoryStore()*")]
    [InlineData(" :Memory:?cache=shared", "*UseInMemoryStore()*")]
    [InlineData("Data Source=conv.db", "*\"Data Source=…\" is a connection string*path of the file alone*")]
    [InlineData("data source = conv.db;Password=secret", "*is a connection string*")]
    [InlineData("Filename=conv.db;Mode=Memory", "*is a connection string*")]
    [InlineData("file:conv.db?mode=memory", "*is a URI*")]
    public void An_invalid_path_is_rejected_with_a_suggestion(string path, string message)
    {
        new ServiceCollection().Invoking(services => services.AddConvLog(options => options.UseSqlite(path))).Should().Throw<ArgumentException>()
            .WithMessage(message).And.Message.Should().NotContain("secret");
        path.Invoking(static path => new SqliteConversationStore(path)).Should().Throw<ArgumentException>().WithMessage(message);
        File.Exists(path).Should().BeFalse();
    }

    [Theory]
    [InlineData("a=b.db")]
    [InlineData("memory.db")]
    [InlineData("filename.db")]
    public void An_unusual_path_is_accepted(string name)
    {
        using var store = new SqliteConversationStore(_folder.File(name));

        File.Exists(_folder.File(name)).Should().BeTrue();
    }

    [Fact]
    public async Task The_container_closes_the_file()
    {
        var host = Host();
        host.GetRequiredService<IConversationStore>();
        File.Exists(DatabaseFile.LogOf(FilePath)).Should().BeTrue();

        await host.DisposeAsync();

        Directory.GetFiles(_folder.Path).Should().BeEquivalentTo(FilePath, FilePath + "-keys");
    }

    [Fact]
    public void Synchronous_disposal_of_the_container_closes_the_file_too()
    {
        var host = Host();
        host.GetRequiredService<IConversationStore>();

        host.Dispose();

        Directory.GetFiles(_folder.Path).Should().BeEquivalentTo(FilePath, FilePath + "-keys");
    }

    [Fact]
    public async Task Privacy_options_and_the_clock_are_those_of_the_host()
    {
        SqliteStoreOptions? made = null;
        var time = new ConvLog.Testing.ManualClock();
        await using var host = new ServiceCollection()
            .AddConvLog(options =>
            {
                options.UseSqlite(FilePath, sqlite => made = sqlite);
                options.Privacy.Utterances = PrivacyClass.Personal;
                options.TimeProvider = time;
            })
            .BuildServiceProvider();

        host.GetRequiredService<IConversationStore>();

        made!.Privacy.Should().BeSameAs(host.GetRequiredService<ConvLogOptions>().Privacy);
        made.Privacy.Utterances.Should().Be(PrivacyClass.Personal);
        made.TimeProvider.Should().BeSameAs(time);
    }

    [Fact]
    public async Task An_unusable_file_does_not_stop_the_host()
    {
        File.WriteAllText(FilePath, "Dear diary");
        var logger = new FakeLogger();
        await using var host = new ServiceCollection()
            .AddConvLog(options => options.UseSqlite(FilePath, sqlite => sqlite.Logger = logger))
            .BuildServiceProvider();

        var store = host.GetRequiredService<IConversationStore>();
        host.GetRequiredService<IConversationFactory>().Should().NotBeNull();

        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Unhealthy);
        await store.Invoking(static store => store.ReadAsync("conv-42").AsTask()).Should().ThrowAsync<ConversationStoreException>();
        logger.Lines.Should().Contain(static line => line.Message.Contains("no database of ConvLog's", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_from_a_second_call_and_the_configuration_are_applied()
    {
        SqliteStoreOptions? made = null;
        int calls = 0;
        await using var host = new ServiceCollection()
            .AddConvLog(options => options.UseSqlite(FilePath, sqlite =>
            {
                made = sqlite;
                calls++;
            }))
            .AddConvLog(static options => options.AllowAgentHandover = true)
            .Configure<ConvLogOptions>(static options => options.Privacy.Utterances = PrivacyClass.Personal)
            .BuildServiceProvider();

        host.GetRequiredService<IStartupValidator>().Validate();
        host.GetRequiredService<IConversationStore>();

        (made!.AllowAgentHandover, made.Privacy.Utterances, calls).Should().Be((true, PrivacyClass.Personal, 1));
    }

    [Fact]
    public async Task Missing_folders_are_created_with_access_for_this_user_only()
    {
        string path = _folder.File("data/a/conversations.db");
        string keys = _folder.File("keys/conversations-keys");
        await using var host = Host(path, sqlite => sqlite.KeysPath = keys);
        host.GetRequiredService<IStartupValidator>().Validate();

        (await host.GetRequiredService<IConversationStore>().CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
        File.Exists(path).Should().BeTrue();
        File.Exists(keys).Should().BeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.GetDirectoryName(path)!).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_created_stops_the_host_at_startup()
    {
        using var forbidden = Host(_folder.File("data/conversations.db"), static sqlite => sqlite.CreateFolder = false);
        using var readOnly = Host(_folder.File("data/conversations.db"), static sqlite => sqlite.ReadOnly = true);

        Validate(forbidden).Should().Throw<OptionsValidationException>()
            .WithMessage($"The folder \"{_folder.File("data")}\" of \"conversations.db\" does not exist.*CreateFolder*");
        Validate(readOnly).Should().Throw<OptionsValidationException>().WithMessage("*does not exist.*mount*");
        Directory.Exists(_folder.File("data")).Should().BeFalse();
    }

    [Fact]
    public void A_folder_that_cannot_be_created_stops_the_host_at_startup()
    {
        File.WriteAllText(_folder.File("data"), "a file where the folder should be");
        using var host = Host(_folder.File("data/conversations.db"), static _ => { });

        Validate(host).Should().Throw<OptionsValidationException>()
            .WithMessage($"The folder \"{_folder.File("data")}\"*could not be created: *UseSqlite another path.");
    }

    [Fact]
    public void An_option_out_of_range_stops_the_host_at_startup()
    {
        using var host = Host(FilePath, static sqlite => sqlite.BusyTimeout = TimeSpan.FromHours(1));

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage("SqliteStoreOptions.BusyTimeout takes zero to 00:01:00, not 01:00:00.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_missing_path_is_rejected_immediately(string? path)
    {
        var using_ = () => new ServiceCollection().AddConvLog(options => options.UseSqlite(path!));

        using_.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(61)]
    public void A_busy_timeout_out_of_range_is_rejected(int seconds)
    {
        var setting = () => new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(seconds) };

        setting.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*BusyTimeout*00:01:00*");
    }

    private ServiceProvider Host() => new ServiceCollection().AddConvLog(options => options.UseSqlite(FilePath)).BuildServiceProvider();

    private static ServiceProvider Host(string path, Action<SqliteStoreOptions> configure)
        => new ServiceCollection().AddConvLog(options => options.UseSqlite(path, configure)).BuildServiceProvider();

    private static Action Validate(IServiceProvider host) => () => host.GetRequiredService<IStartupValidator>().Validate();
}
