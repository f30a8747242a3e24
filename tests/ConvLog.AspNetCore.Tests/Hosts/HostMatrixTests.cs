using System.Net.Http.Headers;
using System.Text;
using ConvLog.AspNetCore.Tests.Access.Matrix;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>
/// ConvLog in every kind of application with every common middleware setup: each page and route answers as in a minimal application, with each of three keys
/// and without one. The long campaign runs every pair. CI runs each kind without setups and with all, and each setup in the smallest and the largest kind; the
/// usual run every third kind with one setup.
/// </summary>
public sealed class HostMatrixTests
{
    private static readonly string?[] s_keys = [null, "key-read", "key-read-pii", "key-all"];

    private static readonly Lazy<Task<IReadOnlyList<(string Request, ComparedAnswer Answer)>>> s_expected
        = new(static () => AnswersAsync(HostKinds.Minimal, Surroundings.Nothing));

    public static TheoryData<string, string> Cells { get; } = AllCells();

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_page_and_route_answers_as_in_a_minimal_app(string kind, string surrounding)
    {
        var expected = await s_expected.Value;
        var found = await AnswersAsync(
            HostKinds.All.Single(each => string.Equals(each.Name, kind, StringComparison.Ordinal)),
            Surroundings.All.Single(each => string.Equals(each.Name, surrounding, StringComparison.Ordinal)));

        found.Should().HaveSameCount(expected);
        var different = found.Zip(expected).Select(static pair => (pair.First.Request, Difference: pair.First.Answer.DifferenceFrom(pair.Second.Answer)))
            .Where(static each => each.Difference is not null).ToList();
        Assert.True(different.Count == 0,
            $"{different.Count} of {found.Count} answers differ:\n"
            + string.Join('\n', different.Take(10).Select(static each => $"{each.Request}: {each.Difference}")));
    }

    private static TheoryData<string, string> AllCells()
    {
        TheoryData<string, string> cells = [];
        foreach (var (kind, surrounding) in Pairs())
        {
            cells.Add(kind.Name, surrounding.Name);
        }

        return cells;
    }

    private static IEnumerable<(HostKind Kind, Surrounding Surrounding)> Pairs() => CiRun.IsOn
        ? HostKinds.All.SelectMany(static kind => Surroundings.All, static (kind, surrounding) => (kind, surrounding))
            .Where(static pair => LongCampaign.IsOn || IsFirstOrLast(HostKinds.All, pair.kind) || IsFirstOrLast(Surroundings.All, pair.surrounding))
        : Enumerable.Range(0, Math.Max(HostKinds.All.Count, Surroundings.All.Count)).Where(static i => i % 3 == 0)
            .Select(static i => (HostKinds.All[^(1 + (i % HostKinds.All.Count))], Surroundings.All[^(1 + (i % Surroundings.All.Count))]));

    // The first kind or setup is the smallest, the last is all of them at once.
    private static bool IsFirstOrLast<T>(IReadOnlyList<T> all, T one)
        where T : class
        => ReferenceEquals(one, all[0]) || ReferenceEquals(one, all[^1]);

    private static async Task<IReadOnlyList<(string Request, ComparedAnswer Answer)>> AnswersAsync(HostKind kind, Surrounding surrounding)
    {
        await using var app = await HostedApp.StartAsync(kind, surrounding);
        List<(string, ComparedAnswer)> answers = [];

        // Rows that change the answers of others come last.
        foreach (var row in Access.Matrix.Routes.All.OrderBy(static row => row.IsOnce || row.IsAlone))
        {
            foreach (string? key in s_keys)
            {
                answers.Add(($"{row} with {key ?? "no key"}", await AskAsync(app, surrounding, row, key)));
            }
        }

        foreach (string greeting in kind.Greetings)
        {
            await OwnPageAnswersAsync(app, surrounding, greeting);
        }

        return answers;
    }

    private static async Task<ComparedAnswer> AskAsync(HostedApp app, Surrounding surrounding, RouteRow row, string? key)
    {
        string path = surrounding.Prefix + await RoutePaths.OfAsync(app.Services, row.Path);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), path) { Content = ContentOf(row) };
        if (key is not null)
        {
            request.Headers.Add("X-API-KEY", key);
        }

        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        Add(request, surrounding.Headers);
        var completion = row.IsStream ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        using var response = await app.Client.SendAsync(request, completion);
        return await ComparedAnswer.OfAsync(response, !row.IsStream || !response.IsSuccessStatusCode, surrounding.Prefix);
    }

    private static async Task OwnPageAnswersAsync(HostedApp app, Surrounding surrounding, string greeting)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, greeting);
        request.Headers.Add("X-Test-User", "ada:read");
        Add(request, surrounding.Headers);
        using var response = await app.Client.SendAsync(request);
        (await response.Content.ReadAsStringAsync()).Should().Contain(
            "Hello from", "{0} is the host's own page, and answers with {1}", greeting, response.StatusCode);
    }

    private static HttpContent? ContentOf(RouteRow row) => row.Form is { } form
        ? new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)))
        : row.Body is { } body ? new StringContent(body, Encoding.UTF8, "application/json") : null;

    private static void Add(HttpRequestMessage request, IReadOnlyList<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }
    }
}
