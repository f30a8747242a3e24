using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WebConsole.Options;
using WebConsole.Tests.Support;
using WebConsole.Web;

namespace WebConsole.Tests.SharedData;

/// <summary>The HTTP responses of the sample to a reader without the permission, for the data set.</summary>
[Collection(ImportedCollection.Name)]
public sealed partial class ServedSharedDataTests(ImportedData data, ServedSharedDataTests.Responses responses)
    : IClassFixture<ServedSharedDataTests.Responses>
{
    // A page takes several times as long as an API response and is made from the same views.
    private static readonly int s_pagesEveryNth = Amount.Of(usual: 64, inCi: 16, inLongCampaign: 1);

    // A placeholder for a missing value in the data, which is also a word of the pages.
    private const string Missing = "None";

    [SharedDataFact]
    public async Task No_personal_value_of_a_conversation_is_in_its_API_response_or_page()
    {
        await using var site = ConsoleSite.Build([LoopbackUrl.Parse("http://127.0.0.1:0")], data.Bench.Store, new FixedTime());
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        http.DefaultRequestHeaders.Add(DemoKeys.Header, DemoKeys.Reader);

        foreach (var (place, dialogue) in RawDialogues.All.Index())
        {
            string id = RawDialogues.Id(dialogue);
            string response = await responses.OfAsync(http, id);
            string page = place % s_pagesEveryNth == 0 ? await http.GetStringAsync(new Uri($"conversations/{id}", UriKind.Relative)) : "";

            string served = response + '\n' + TagName().Replace(WebUtility.HtmlDecode(page), "<");
            RawDialogues.PersonalValues(dialogue).Where(value => value is not Missing && IsIn(served, value)).Should().BeEmpty($"of {id}");
        }
    }

    [SharedDataFact]
    public async Task The_list_counts_all_conversations_and_each_has_its_events()
    {
        await using var site = ConsoleSite.Build([LoopbackUrl.Parse("http://127.0.0.1:0")], data.Bench.Store, new FixedTime());
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        http.DefaultRequestHeaders.Add(DemoKeys.Header, DemoKeys.Reader);

        var list = JsonNode.Parse(await http.GetStringAsync(new Uri("v1/agents/demo/conversations?limit=1", UriKind.Relative)))!;
        int events = 0;
        foreach (var dialogue in RawDialogues.All)
        {
            var conversation = JsonNode.Parse(await responses.OfAsync(http, RawDialogues.Id(dialogue)))!;
            events += conversation["functionEvents"]!.AsObject().Sum(turn => turn.Value!.AsArray().Count);
        }

        (list["count"]!.GetValue<int>(), events).Should().Be((384, 773));
    }

    private static bool IsIn(string text, string value)
        => text.Contains(value, StringComparison.OrdinalIgnoreCase) // Few values are contained, and the pattern takes a hundred times as long.
            && Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(value)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    // The recipient Li is not a list item.
    [GeneratedRegex("</?[a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TagName();

    /// <summary>The responses with each conversation, which both tests use.</summary>
    public sealed class Responses
    {
        private readonly Dictionary<string, string> _byId = new(StringComparer.Ordinal);

        internal async Task<string> OfAsync(HttpClient http, string id)
            => _byId.TryGetValue(id, out string? response) ? response
                : _byId[id] = await http.GetStringAsync(new Uri($"v1/agents/demo/conversations/{id}", UriKind.Relative));
    }
}
