using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class HealthRoutesTests
{
    [Theory]
    [InlineData(Site.PiiKey, """{"schema":1,"size_bytes":565248,"wal_bytes":94792,"pending_documents":3,"keys":21,"new_one":7}""")]
    [InlineData(Site.ReaderKey, """{"schema":1,"pending_documents":3}""")]
    public async Task Figures_that_grow_with_personal_data_are_told_to_those_who_may_see_it(string key, string figures)
    {
        await using var site = await Site.WithKeysAsync(log: static options => options.Store = StoreWithFigures.Create());

        var answer = await site.GetWithKeyAsync("/convlog/v1/health", key);

        (answer.Status, answer.Body).Should().Be((HttpStatusCode.OK, $$"""{"status":"healthy","parts":[{"name":"file","status":"healthy","message":"It works.","figures":{{figures}}}]}"""));
    }
}
