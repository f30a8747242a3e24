using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>An image generator whose requests are logged.</summary>
/// <param name="inner">The generator that answers.</param>
/// <param name="logging">The conversation and the masks.</param>
internal sealed class ConvLogImageGenerator(IImageGenerator inner, ConvLogModelOptions logging) : DelegatingImageGenerator(inner)
{
    public override Task<ImageGenerationResponse> GenerateAsync(
        ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = LoggedCall.Begin(logging, typeof(ConvLogImageGenerator), InnerGenerator.GetService, messages => CreateQuestion(messages, request, options));
        return LoggedCall.RunAsync(call, () => InnerGenerator.GenerateAsync(request, options, cancellationToken), Read, cancellationToken);
    }

    private ModelQuestion CreateQuestion(ModelMessages messages, ImageGenerationRequest request, ImageGenerationOptions? options)
    {
        var metadata = InnerGenerator.GetService(typeof(ImageGeneratorMetadata)) as ImageGeneratorMetadata;

        // Images that are not a list may be a query, which only the generator may enumerate.
        ModelAnswer given = new();
        given.Add(request.OriginalImages as IList<AIContent> ?? []);
        return new ModelQuestion(ModelCallKind.ImageGeneration, InnerGenerator.GetService)
        {
            Model = options?.ModelId ?? metadata?.DefaultModelId,
            Provider = metadata?.ProviderName,
            Server = metadata?.ProviderUri,
            Format = options?.MediaType,
            Messages =
            [
                ModelMessage.User(messages.Masked(request.Prompt)),
                .. given.ToMaskedText(messages) is { IsEmpty: false } images ? (ModelMessage[])[ModelMessage.User(images)] : [],
            ],
        };
    }

    private static void Read(ModelAnswer answer, ImageGenerationResponse response)
    {
        answer.Usage = response.Usage;
        answer.Add(response.Contents);
    }
}
