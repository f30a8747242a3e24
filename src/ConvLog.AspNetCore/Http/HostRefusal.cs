using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// The response to a request that the host's own authorization refuses, instead of the host's challenge: a redirect to its sign-in page would be useless to a
/// program, and lose the text entered into a form.
/// </summary>
/// <param name="AnswerOf">Creates the response, given the request and whether the user is not signed in, rather than lacking a permission.</param>
internal sealed record HostRefusal(Func<HttpContext, bool, ValueTask<IResult>> AnswerOf);
