using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Assets;

public sealed partial class ConsoleAssetsTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("br;q=1.0, GZIP;q=0.5", true)]
    [InlineData("gzip;q=0, identity", false)]
    [InlineData("br", false)]
    [InlineData(null, false)]
    public async Task An_asset_is_compressed_for_clients_that_accept_it_and_is_the_same_for_all(string? accepted, bool isCompressed)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());
        string path = StyleSheet().Match((await site.GetAsync("/convlog")).Body).Groups["path"].Value;
        byte[] plain = await site.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await site.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.Should().Equal(isCompressed ? ["gzip"] : []);
        answer.Headers.Vary.Should().Equal("Accept-Encoding");
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        (isCompressed ? await DecompressedAsync(body) : body).Should().Equal(plain);
        body.Length.Should().Be((int)answer.Content.Headers.ContentLength!).And.BeLessThan(isCompressed ? plain.Length / 3 : plain.Length + 1);
    }

    [Fact]
    public async Task A_page_is_not_compressed_by_default_because_its_size_could_disclose_data()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/convlog", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await site.Client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    private static async Task<byte[]> DecompressedAsync(byte[] body)
    {
        await using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StyleSheet();
}
