using System.Net;
using System.Text.RegularExpressions;
using WebConsole.Options;
using WebConsole.Tests.Support;

namespace WebConsole.Tests;

/// <summary>The complete program, in this process.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_is_printed_without_an_error()
    {
        (await RunAsync("--help")).Should().Be(0);

        _output.ToString().Should().Contain("--urls").And.Contain("--data").And.Contain("--import").And.Contain("--no-demo").And.Contain("conversations.db");
        _output.ToString().TrimEnd().Split('\n').Should().HaveCountLessThanOrEqualTo(20);
        _errors.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData("--verbose")]
    [InlineData("--import")]
    [InlineData("--urls", "http://0.0.0.0:5080")]
    public async Task An_invalid_argument_is_reported_with_exit_code_2(params string[] arguments)
    {
        (await RunAsync(arguments)).Should().Be(2);

        _errors.ToString().Should().StartWith(arguments[0]).And.EndWith("--help lists the options." + Environment.NewLine);
        _output.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task An_unusable_data_folder_is_reported_with_exit_code_1()
    {
        string file = _folder.Write("a-file", "");

        (await RunAsync("--data", file)).Should().Be(1);

        _errors.ToString().Should().StartWith($"--data: '{file}' can't be used as a folder");
    }

    [Fact]
    public async Task It_prints_address_and_keys_when_listening_and_ends_with_exit_code_0_on_request()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);

        _output.ToString().Should().Contain(url).And.Contain("demo-reader").And.Contain("demo-pii").And.Contain("X-API-KEY");
        new Uri(url).IsLoopback.Should().BeTrue();
        await stop.CancelAsync();
        (await running).Should().Be(0);
        _errors.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task An_import_completes_and_is_reported_before_listening_starts()
    {
        string good = _folder.Write("good.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));
        string broken = _folder.Write("broken.json", "[{]");
        using var stop = new CancellationTokenSource();

        var (running, url) = await StartAsync(stop.Token, "--no-demo", "--import", broken, good);

        string output = _output.ToString();
        output.Should().Contain("Imported 1 conversation with 0 function events from 1 file; 1 file not readable.");
        output.IndexOf("Imported", StringComparison.Ordinal).Should().BeLessThan(output.IndexOf(url, StringComparison.Ordinal));
        output.Should().NotContain("\r[").And.NotContain("%", "there is no bar where the output is redirected");
        _errors.ToString().Should().Contain("broken.json: line 1, column 3: not valid JSON");
        await stop.CancelAsync();
        (await running).Should().Be(0);
    }

    [Fact]
    public async Task A_port_in_use_is_reported_with_exit_code_1()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);

        (await RunAsync("--urls", url, "--no-demo")).Should().Be(1);

        _errors.ToString().TrimEnd().Should().Contain("address already in use").And.EndWith("by --urls http://127.0.0.1:0.");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Without_an_address_the_next_free_port_is_used_and_printed()
    {
        using var usual = new System.Net.Sockets.TcpListener(IPAddress.Loopback, new Uri(SampleOptions.DefaultUrl).Port);
        Take(usual);
        using var stop = new CancellationTokenSource();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = NewSample(new WatchedWriter(_output, "Ctrl+C", listening)).RunAsync(["--data", _folder.Path, "--no-demo"], stop.Token);
        await Task.WhenAny(running, listening.Task);

        _errors.ToString().Should().BeEmpty();
        _output.ToString().Should().Contain($"Another program listens on {SampleOptions.DefaultUrl}")
            .And.MatchRegex(@"Console: +http://127\.0\.0\.1:50(8[1-9]|9\d|100)\s");
        await stop.CancelAsync();
        (await running).Should().Be(0);

        // The port may already be in use, for example by a developer's sample, which is sufficient.
        static void Take(System.Net.Sockets.TcpListener listener)
        {
            try
            {
                listener.Start();
            }
            catch (System.Net.Sockets.SocketException)
            {
            }
        }
    }

    [Fact]
    public async Task It_prints_a_link_to_a_failed_conversation_to_start_with()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);
        string link = FirstLook().Match(_output.ToString()).Groups["link"].Value;
        using var http = new HttpClient();

        string page = await http.GetStringAsync(new Uri(link));

        link.Should().StartWith($"{url}/conversations/");
        page.Should().Contain("class=\"diagnosis\"");
        await stop.CancelAsync();
        (await running).Should().Be(0);
    }

    [Fact]
    public async Task An_empty_store_has_no_link_and_the_console_shows_the_code_that_fills_it()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token, "--no-demo");
        using var http = new HttpClient();

        string page = await http.GetStringAsync(new Uri(url));

        _output.ToString().Should().NotContain("/conversations/");
        page.Should().Contain("No conversations yet").And.Contain("conv.Log.Info(");
        await stop.CancelAsync();
        (await running).Should().Be(0);
    }

    [Fact]
    public async Task A_missing_import_file_ends_the_program_before_anything_is_imported()
    {
        string good = _folder.Write("good.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));

        (await RunAsync("--no-demo", "--import", good, "nowhere.json")).Should().Be(1);

        _errors.ToString().Should().Contain("there is no file 'nowhere.json', so nothing was imported. Check the path");
        _output.ToString().Should().NotContain("Imported").And.NotContain("http://");
    }

    [Fact]
    public async Task A_command_line_error_is_the_last_line_of_output()
    {
        (await RunAsync("--bogus")).Should().Be(2);

        _errors.ToString().TrimEnd().Should().Be("--bogus is not an option of this sample. --help lists the options.");
    }

    [Fact]
    public async Task It_ends_with_exit_code_0_on_request_during_an_import()
    {
        string file = _folder.Write("good.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        (await NewSample(_output).RunAsync(WithData(["--import", file]), stop.Token)).Should().Be(0);

        _output.ToString().Should().NotContain("http://");
    }

    [Fact]
    public async Task Its_data_folder_is_created_for_the_owner_only()
    {
        string data = Path.Combine(_folder.Path, "deep", "data");
        using var stop = new CancellationTokenSource();

        var (running, _) = await StartAsync(stop.Token, "--data", data);

        Directory.Exists(data).Should().BeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(data).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_request_under_a_foreign_host_name_is_refused()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = "attacker.example";

        using var response = await http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task The_two_keys_read_with_and_without_personal_data()
    {
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);
        using var http = new HttpClient { BaseAddress = new Uri(url) };

        string plain = await ReadAsync(http, "demo-reader", "demo-bank-transfer");
        string full = await ReadAsync(http, "demo-pii", "demo-bank-transfer");

        full.Should().Contain("Tobias Lindqvist").And.Contain("GB00 DEMO 0000 0012 3456 78");
        plain.Should().NotContain("Lindqvist").And.NotContain("3456 78").And.Contain("Recipient account captured");
        using var noKey = await http.GetAsync(new Uri("v1/agents/demo/conversations", UriKind.Relative));
        noKey.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Stored_data_is_shown_again_after_a_restart()
    {
        string first = await ListOfOneRunAsync();
        string second = await ListOfOneRunAsync();

        first.Should().Contain("demo-bank-transfer");
        second.Should().Be(first);
    }

    [Fact]
    public async Task A_file_of_another_program_is_left_unchanged_and_reported_with_exit_code_1()
    {
        string data = Path.Combine(_folder.Path, "data");
        Directory.CreateDirectory(data);
        string file = Path.Combine(data, "conversations.db");
        await File.WriteAllTextAsync(file, "Something else altogether, and longer than any header of a database is: it goes on for a hundred bytes and more.");
        byte[] before = await File.ReadAllBytesAsync(file);

        (await RunAsync("--data", data)).Should().Be(1);

        _errors.ToString().Should().Contain("is no database of ConvLog's");
        (await File.ReadAllBytesAsync(file)).Should().Equal(before);
    }

    private async Task<string> ListOfOneRunAsync()
    {
        _output.GetStringBuilder().Clear();
        using var stop = new CancellationTokenSource();
        var (running, url) = await StartAsync(stop.Token);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url + "/v1/agents/demo/conversations?limit=50"));
        request.Headers.Add("X-API-KEY", "demo-reader");
        using var response = await http.SendAsync(request);
        string list = await response.Content.ReadAsStringAsync();
        await stop.CancelAsync();
        (await running).Should().Be(0);

        // Conversations in progress at the end of the first run are finished in the second.
        return string.Join('\n', ConversationId().Matches(list).Select(static match => match.Value));
    }

    private Task<int> RunAsync(params string[] arguments) => NewSample(_output).RunAsync(WithData(arguments), CancellationToken.None);

    private Sample NewSample(TextWriter output) => new(output, _errors, new FixedTime());

    // Tests must not store anything in the default folder of a user.
    private string[] WithData(string[] arguments)
        => arguments.Contains("--data") || arguments.Contains("--help") ? arguments : [.. arguments, "--data", Path.Combine(_folder.Path, "data")];

    private static async Task<string> ReadAsync(HttpClient http, string key, string conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/agents/demo/conversations/{conversation}");
        request.Headers.Add("X-API-KEY", key);
        using var response = await http.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Starts the program on a free port and waits until it listens.</summary>
    private async Task<(Task<int> Running, string Url)> StartAsync(CancellationToken stop, params string[] arguments)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new WatchedWriter(_output, "Ctrl+C", listening);
        var running = NewSample(output).RunAsync(WithData(["--urls", "http://127.0.0.1:0", .. arguments]), stop);
        (await Task.WhenAny(running, listening.Task)).Should().BeSameAs(listening.Task, _errors.ToString());
        return (running, ListeningUrl().Match(_output.ToString()).Value);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListeningUrl();

    [GeneratedRegex(@"Look at first: +(?<link>http://\S+), where a function failed", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FirstLook();

    [GeneratedRegex("\"conversationId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ConversationId();
}
