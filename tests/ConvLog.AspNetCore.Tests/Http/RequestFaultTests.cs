using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class RequestFaultTests
{
    /// <summary>Regression: a full disk, a lock or a missing standby was reported as a store that cannot be reached.</summary>
    [Theory]
    [InlineData(OutageReason.Unknown, "The store failed. Try again")]
    [InlineData(OutageReason.Unreachable, "The store cannot be reached. Try again")]
    [InlineData(OutageReason.Busy, "The store is busy and did not finish this in time. Try again")]
    [InlineData(OutageReason.Full, "The disk of the store is full. Try again")]
    [InlineData(OutageReason.ReadOnly, "The store accepts no changes at present. Try again")]
    [InlineData(OutageReason.Unconfirmed, "No standby of the store confirmed the change, so it is not acknowledged. Try again")]
    public async Task An_answer_says_why_the_store_is_unavailable(OutageReason reason, string words)
    {
        await using var site = await Site.WithKeysAsync(log: options => options.Store = UnavailableStore.Create(reason: reason));
        foreach (string path in (string[])["/convlog/v1/conversations", "/v1/agents/bookings/conversations", "/convlog/"])
        {
            var answer = await site.GetWithKeyAsync(path);

            answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Header("Retry-After").Should().NotBeNull();
            answer.Body.Should().Contain(words).And.NotContain(UnavailableStore.Words);
        }
    }

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
