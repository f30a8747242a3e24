using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Api.Export;

/// <summary>File details that programs depend on: spreadsheets need a byte order mark, data tools need one time format.</summary>
public sealed partial class ExportResultTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData("conversations", "conversation_id,")]
    [InlineData("annotations", "question,")]
    public async Task A_CSV_file_starts_with_a_byte_order_mark_by_default(string export, string columns)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        await using var plain = await Site.StartAsync(static options =>
        {
            options.ApiKeys.Add(Site.PiiKey);
            options.CsvByteOrderMark = false;
        });
        string path = $"/convlog/v1/export/{export}?format=csv";

        byte[] bytes = await BytesAsync(site, path);

        bytes.Should().StartWith(s_mark);
        System.Text.Encoding.UTF8.GetString(bytes.AsSpan(s_mark.Length)).Should().StartWith(columns).And.NotContain("\uFEFF", "there is one");
        System.Text.Encoding.UTF8.GetString(await BytesAsync(plain, path)).Should().StartWith(columns);
    }

    [Theory]
    [InlineData("conversations")]
    [InlineData("annotations")]
    public async Task A_JSON_Lines_file_has_no_byte_order_mark(string export)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await BytesAsync(site, $"/convlog/v1/export/{export}")).Should().StartWith("{"u8.ToArray());
    }

    [Fact]
    public async Task Every_time_in_a_CSV_file_is_in_UTC_with_microseconds()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        string text = (await site.GetWithKeyAsync("/convlog/v1/export/conversations?format=csv", Site.PiiKey)).Body;

        var times = Times().Matches(text).Select(static match => match.Value).ToList();
        times.Should().HaveCountGreaterThan(3).And.OnlyContain(static time => time.Length == "2025-01-01T10:00:00.000000Z".Length && time.EndsWith('Z'));
    }

    private static async Task<byte[]> BytesAsync(Site site, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Url + path));
        request.Headers.Add("X-API-KEY", Site.PiiKey);
        using var response = await site.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT[^,\r\n]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Times();
}
