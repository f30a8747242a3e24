using ConvLog.Privacy;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Sqlite.Tests;

public sealed class UseSqliteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_line_keeps_a_hosts_conversations_in_a_file()
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
    public void A_container_that_is_disposed_without_waiting_closes_it_as_well()
    {
        var host = Host();
        host.GetRequiredService<IConversationStore>();

        host.Dispose();

        Directory.GetFiles(_folder.Path).Should().BeEquivalentTo(FilePath, FilePath + "-keys");
    }

    [Fact]
    public async Task What_is_personal_and_the_clock_are_the_hosts()
    {
        SqliteStoreOptions? made = null;
        var time = new ConvLog.Testing.ManualClock();
        ConvLogOptions? hosts = null;
        await using var host = new ServiceCollection()
            .AddConvLog(options =>
            {
                hosts = options;
                options.UseSqlite(FilePath, sqlite => made = sqlite);
                options.Privacy.Utterances = PrivacyClass.Personal;
                options.TimeProvider = time;
            })
            .BuildServiceProvider();

        host.GetRequiredService<IConversationStore>();

        made!.Privacy.Should().BeSameAs(hosts!.Privacy);
        made.TimeProvider.Should().BeSameAs(time);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_keeps_no_host_from_running()
    {
        File.WriteAllText(FilePath, "Dear diary");
        var logger = new RecordingLogger();
        await using var host = new ServiceCollection()
            .AddConvLog(options => options.UseSqlite(FilePath, sqlite => sqlite.Logger = logger))
            .BuildServiceProvider();

        var store = host.GetRequiredService<IConversationStore>();
        host.GetRequiredService<IConversationFactory>().Should().NotBeNull();

        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Unhealthy);
        await store.Invoking(static store => store.ReadAsync("conv-42").AsTask()).Should().ThrowAsync<ConversationStoreException>();
        logger.Lines.Should().Contain(static line => line.Contains("no database of ConvLog's", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_path_that_is_missing_is_refused_at_once(string? path)
    {
        var using_ = () => new ServiceCollection().AddConvLog(options => options.UseSqlite(path!));

        using_.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(61)]
    public void A_busy_timeout_out_of_range_is_refused(int seconds)
    {
        var setting = () => new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(seconds) };

        setting.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*BusyTimeout*00:01:00*");
    }

    private ServiceProvider Host() => new ServiceCollection().AddConvLog(options => options.UseSqlite(FilePath)).BuildServiceProvider();
}
