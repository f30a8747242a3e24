using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class RequestFaultTests
{
    [Theory]
    [InlineData("/convlog/v1/conversations")]
    [InlineData("/v1/agents/bookings/conversations")]
    public async Task An_answer_says_that_the_operator_of_an_unusable_store_must_act(string path)
    {
        await using var site = await Site.WithKeysAsync(log: static options => options.Store = UnavailableStore.Create(StoreFault.Unusable));

        var answer = await site.GetWithKeyAsync(path);

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Header("Retry-After").Should().BeNull();
        answer.Body.Should().Contain("until its operator corrects something").And.NotContain(UnavailableStore.Words);
    }
}
