using System.Diagnostics;
using System.Runtime.Versioning;
using ConvLog.Hosting;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.Sqlite.Tests.Files;

/// <summary>A path that is not a file stops a host at startup, and what exists there is left unchanged.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoreFolderHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_device_pipe_or_folder_stops_the_host_and_keeps_its_mode()
    {
        string pipe = _folder.File("pipe");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        foreach (var (path, words) in ((string, string)[])[("/dev/null", "is a device"), (pipe, "is a named pipe"), (_folder.Path, "is a folder")])
        {
            var mode = File.GetUnixFileMode(path);
            using var host = Host(path);
            using var ofKeys = Host(_folder.File("c.db"), sqlite => sqlite.KeysPath = path);

            Validate(host).Should().Throw<OptionsValidationException>().WithMessage($"\"{path}\" {words}*");
            Validate(ofKeys).Should().Throw<OptionsValidationException>().WithMessage($"\"{path}\" {words}*");
            FluentActions.Invoking(() => new SqliteConversationStore(path)).Should().Throw<ConversationStoreException>().WithMessage($"\"{path}\" {words}*")
                .Which.Fault.Should().Be(StoreFault.Unusable);
            File.GetUnixFileMode(path).Should().Be(mode);
        }

        Directory.GetFileSystemEntries(_folder.Path).Should().Equal(pipe);
    }

    [Theory]
    [InlineData("~/conversations.db", "~")]
    [InlineData("$HOME/conversations.db", "$HOME")]
    public void A_path_with_shell_variables_stops_the_host(string path, string part)
    {
        using var host = Host(path);

        Validate(host).Should().Throw<OptionsValidationException>().WithMessage($"\"{part}\" in the path \"{path}\" is taken literally*");
        Directory.Exists(part).Should().BeFalse();
    }

    [Fact]
    public void An_empty_path_is_reported_as_a_missing_setting()
        => FluentActions.Invoking(static () => Host("")).Should().Throw<ArgumentException>()
            .WithMessage("UseSqlite takes the path of a file, such as*is empty*");

    [Fact]
    public async Task A_host_with_a_server_creates_no_file_before_the_first_write_or_read()
    {
        var services = new ServiceCollection();
        services.AddSingleton<WhenServerStarted>(static _ => { });
        services.AddConvLog(options => options.UseSqlite(_folder.File("data/c.db")));
        await using var host = services.BuildServiceProvider();
        host.GetRequiredService<IStartupValidator>().Validate();
        var store = host.GetRequiredService<IConversationStore>();
        host.GetRequiredService<ConversationReader>();
        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();

        (await store.ReadAsync("none")).Should().BeNull();

        File.Exists(_folder.File("data/c.db")).Should().BeTrue();
    }

    [Fact]
    public async Task A_host_that_stored_nothing_leaves_no_files()
    {
        var services = new ServiceCollection();
        services.AddSingleton<WhenServerStarted>(static _ => { });
        services.AddConvLog(options => options.UseSqlite(_folder.File("data/c.db")));
        await using (var host = services.BuildServiceProvider())
        {
            host.GetRequiredService<IConversationFactory>();
        }

        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void The_configuration_and_Configure_set_the_SQLite_options()
    {
        SqliteStoreOptions? made = null;
        var services = new ServiceCollection();
        services.AddSingleton(new ConfiguredValues(
            [KeyValuePair.Create("Sqlite:BusyTimeout", (string?)"00:00:07"), KeyValuePair.Create("Sqlite:IndexText", (string?)"false")]));
        services.AddConvLog(options => options.UseSqlite(_folder.File("c.db"), sqlite => made = sqlite))
            .Configure<SqliteStoreOptions>(static sqlite => sqlite.LowDiskSpace = 0);
        using var host = services.BuildServiceProvider();
        host.GetRequiredService<IStartupValidator>().Validate();

        (made!.BusyTimeout, made.IndexText, made.LowDiskSpace).Should().Be((TimeSpan.FromSeconds(7), false, 0));
    }

    private static ServiceProvider Host(string path, Action<SqliteStoreOptions>? configure = null)
        => new ServiceCollection().AddConvLog(options => options.UseSqlite(path, configure)).BuildServiceProvider();

    private static Action Validate(IServiceProvider host) => () => host.GetRequiredService<IStartupValidator>().Validate();
}
