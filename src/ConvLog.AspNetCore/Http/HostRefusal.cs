using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// How an endpoint answers a request that the host's own authorization refuses, where it must not be the host's challenge: a redirect to its sign-in page would
/// tell nothing to a program, and lose what someone wrote in a form.
/// </summary>
/// <param name="AnswerOf">The answer, given the request and whether nobody is signed in, or else somebody who may not.</param>
internal sealed record HostRefusal(Func<HttpContext, bool, ValueTask<IResult>> AnswerOf);
