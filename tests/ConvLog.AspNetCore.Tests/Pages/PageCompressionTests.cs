using System.IO.Compression;
using System.Text;
using ConvLog.AspNetCore.Pages;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Which pages are compressed, so that their length does not disclose hidden data.</summary>
public sealed class PageCompressionTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly (string, string)[] s_navigation =
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

    [Theory]
    [InlineData("same-origin", "navigate", "gzip, br", true)]
    [InlineData("none", "navigate", "gzip", true)]
    [InlineData("cross-site", "navigate", "gzip", false)]
    [InlineData("same-site", "navigate", "gzip", false)]
    [InlineData("same-origin", "cors", "gzip", false)]
    [InlineData("same-origin", "navigate", "br", false)]
    [InlineData("same-origin", "navigate", "gzip;q=0", false)]
    [InlineData(null, null, "gzip", false)]
    public async Task A_page_is_compressed_only_for_navigation_from_the_same_origin_or_the_address_bar(
        string? site, string? mode, string accepted, bool isCompressed)
    {
        var host = await sites.GetAsync(static () => Site.WithKeysAsync());
        (string, string)[] fetch = site is null ? [] : [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode!), ("Sec-Fetch-Dest", "document")];

        var (body, encoding, headers) = await GetAsync(host, "/convlog?q=refund", [("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", accepted), .. fetch]);

        encoding.Should().Be(isCompressed ? "gzip" : "");
        headers.Should().Contain("no-store").And.Contain("no-transform").And.Contain("Sec-Fetch-Site").And.Contain("Accept-Encoding");
        Encoding.UTF8.GetString(isCompressed ? Decompressed(body) : body).Should().StartWith("<!DOCTYPE html>").And.Contain("</html>");
    }

    [Fact]
    public async Task A_page_with_revealed_data_is_never_compressed()
    {
        await using var host = await Site.WithKeysAsync(
            services: static services => services.AddResponseCompression(static options => options.EnableForHttps = true),
            before: static app => app.UseResponseCompression());
        (string, string)[] permitted = [("X-API-KEY", Site.PiiKey), ("Accept-Encoding", "gzip"), .. s_navigation];
        var redirect = await host.SubmitAsync("/convlog", [("reveal", "")], permitted);
        var (body, encoding, _) = await GetAsync(host, redirect.Header("Location")!, permitted);
        var (_, plain, _) = await GetAsync(host, "/convlog", [("X-API-KEY", Site.PiiKey), ("Accept-Encoding", "gzip")]);
        var (_, own, _) = await GetAsync(host, "/convlog", permitted);

        Encoding.UTF8.GetString(body).Should().Contain("<html").And.Contain("Personal data shown");
        encoding.Should().BeEmpty();
        (plain, own).Should().Be(("", "gzip"), "the host's middleware takes what the console decides");
    }

    [Fact]
    public async Task The_length_of_a_compressed_page_varies_by_request_within_a_bound()
    {
        var host = await sites.GetAsync(static () => Site.WithKeysAsync());
        var lengths = new List<int>();
        var pages = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 40; i++)
        {
            var (body, _, _) = await GetAsync(host, "/convlog?q=refund", [("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", "gzip"), .. s_navigation]);
            lengths.Add(body.Length);
            pages.Add(Encoding.UTF8.GetString(Decompressed(body)));
        }

        pages.Should().ContainSingle();
        lengths.Distinct().Count().Should().BeGreaterThan(10);
        (lengths.Max() - lengths.Min()).Should().BeLessThan(PageCompression.MostPadding);
    }

    [Theory]
    [InlineData("/convlog?q=refund")]
    [InlineData("/convlog/conversations/c-1")]
    public async Task Hidden_data_does_not_affect_compressed_pages_without_the_permission(string path)
    {
        var pages = new List<byte[]>();
        foreach (string phone in (string[])["+4912345678", "refund refund refund refund refund refund"])
        {
            await using var host = await Site.WithKeysAsync();
            await host.PlayAsync(new ConversationInfo("c-1"), conv => conv.Log.Warning("Refund asked", ConvLog.LogField.Pii("user_phone", phone)));
            var (body, encoding, _) = await GetAsync(host, path, [("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", "gzip"), .. s_navigation]);
            encoding.Should().Be("gzip");
            pages.Add(Decompressed(body));
        }

        Stripped(pages[0]).Should().Be(Stripped(pages[1]), "so that the distribution of its length is the same, too");
    }

    // Random entry IDs differ between two hosts.
    private static string Stripped(byte[] page)
        => System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(page), "[0-9a-f]{32}|user-[0-9a-z]+", "…",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(2));

    private static async Task<(byte[] Body, string Encoding, string Headers)> GetAsync(Site host, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await host.Client.SendAsync(request);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        answer.Content.Headers.ContentLength.Should().Be(body.Length);
        return (body, string.Join(',', answer.Content.Headers.ContentEncoding), answer.Headers.ToString());
    }

    private static byte[] Decompressed(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
