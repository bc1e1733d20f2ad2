using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>Everything between a layer and its activation: steps that keep the scale, normalisations, sums, products, ends.</summary>
internal static class TorchSharpSteps
{
    private const string Extensions = "T:TorchSharp.TensorExtensionMethods";

    private static readonly PassThroughConcept PassThrough = new();
    private static readonly PassThroughConcept Rescaling = new(KeepsMoments: false);
    private static readonly NormalisationConcept Normalisation = new();
    private static readonly MoveConcept Move = new();
    private static readonly TransposeConcept Transpose = new();
    private static readonly EndConcept End = new();

    public static readonly FrameworkRow[] Rows =
    [
        // Modules.
        Dropout("Dropout", "AlphaDropout"),
        Dropout("Dropout1d", "FeatureAlphaDropout"),
        Dropout("Dropout2d", "FeatureAlphaDropout"),
        Dropout("Dropout3d", "FeatureAlphaDropout"),
        new(NN, "AlphaDropout FeatureAlphaDropout", new MakesModule(Rescaling)),
        new(NN, "AvgPool1d AvgPool2d AvgPool3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d LPPool1d LPPool2d", new MakesModule(Rescaling)),
        new(NN, "MaxPool1d MaxPool2d MaxPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d", new MakesModule(Rescaling)),
        new(NN, "FractionalMaxPool2d FractionalMaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d", new MakesModule(Rescaling)),
        new(NN, "ConstantPad1d ConstantPad2d ConstantPad3d ReflectionPad1d ReflectionPad2d ReflectionPad3d", new MakesModule(PassThrough)),
        new(NN, "ReplicationPad1d ReplicationPad2d ReplicationPad3d ZeroPad2d", new MakesModule(PassThrough)),
        new(NN, "Flatten Unflatten Identity PixelShuffle PixelUnshuffle ChannelShuffle", new MakesModule(PassThrough)),
        new(NN, "Upsample Fold Unfold", new MakesModule(Rescaling)),
        new(NN, "BatchNorm1d BatchNorm2d BatchNorm3d InstanceNorm1d InstanceNorm2d InstanceNorm3d", new MakesModule(Normalisation)),
        new(NN, "GroupNorm", new MakesModule(new NormalisationConcept { Unset = "affine" })),
        new(NN, "LocalResponseNorm", new MakesModule(Normalisation)),
        new(NN, "LayerNorm", new MakesModule(new NormalisationConcept(Shape: "normalized_shape"))),
        new(NN, "CosineSimilarity PairwiseDistance", new MakesModule(End)),

        // Functions.
        DropoutFunction("dropout", "alpha_dropout"),
        DropoutFunction("dropout1d", "feature_alpha_dropout"),
        DropoutFunction("dropout2d", "feature_alpha_dropout"),
        DropoutFunction("dropout3d", "feature_alpha_dropout"),
        new(Functional, "alpha_dropout feature_alpha_dropout", new AppliesModule(Rescaling)),
        new(Functional, "avg_pool1d avg_pool2d avg_pool3d adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d lp_pool1d lp_pool2d", new AppliesModule(Rescaling)),
        new(Functional, "max_pool1d max_pool2d max_pool3d adaptive_max_pool1d adaptive_max_pool2d adaptive_max_pool3d", new AppliesModule(Rescaling)),
        new(Functional, "max_pool1d_with_indices max_pool2d_with_indices max_pool3d_with_indices", new AppliesModule(Rescaling)),
        new(Functional, "adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices adaptive_max_pool3d_with_indices", new AppliesModule(Rescaling)),
        new(Functional, "fractional_max_pool2d fractional_max_pool2d_with_indices fractional_max_pool3d fractional_max_pool3d_with_indices", new AppliesModule(Rescaling)),
        new(Functional, "max_unpool1d max_unpool2d max_unpool3d", new AppliesModule(Rescaling)),
        new(Functional, "pad pixel_shuffle pixel_unshuffle", new AppliesModule(PassThrough)),
        new(Functional, "fold unfold", new AppliesModule(Rescaling)),
        new(Functional, "grid_sample interpolate upsample upsample_bilinear upsample_nearest upsample_nearest1d upsample_nearest2d upsample_nearest3d", new AppliesModule(Rescaling)),
        new(Functional, "batch_norm group_norm instance_norm layer_norm local_response_norm normalize", new AppliesModule(Normalisation)),
        new(Functional, "scaled_dot_product_attention cosine_similarity pairwise_distance", new AppliesModule(End)),

        // Copies and moves.
        new(Tensor, "clone", new AppliesModule(PassThrough, IsNew: true)),
        new(Torch, "clone", new AppliesModule(PassThrough, IsNew: true)),
        new(Tensor, "align_as align_to conj dequantize nan_to_num pin_memory positive refine_names rename resolve_conj resolve_neg to_dense to_sparse", new AppliesModule(PassThrough)),
        new(Tensor, "nan_to_num_ rename_", new AppliesModule(PassThrough, IsInPlace: true)),
        new(Tensor, "contiguous DetachFromDisposeScope DetatchFromDisposeScope MoveToOtherDisposeScope MoveToOuterDisposeScope", new AppliesModule(Move)),
        new(Tensor, "cpu cuda mps to to_type type type_as bfloat16 half float double", new AppliesModule(Move)),
        new(Tensor, "cfloat cdouble", new AppliesModule(PassThrough)),
        new(Torch, "conj dequantize nan_to_num nan_to_num_ positive resolve_conj resolve_neg", new AppliesModule(PassThrough)),
        new(Extensions, "print", new AppliesModule(PassThrough)),

        // Shapes.
        new(Tensor, "T mT swapaxes swapdims t transpose", new AppliesModule(Transpose)),
        new(Torch, "swapaxes swapdims t transpose", new AppliesModule(Transpose)),
        new(Tensor, "H mH adjoint as_strided atleast_1d atleast_2d atleast_3d channel_shuffle flatten flip fliplr flipud moveaxis movedim", new AppliesModule(PassThrough)),
        new(Tensor, "permute ravel reshape roll rot90 squeeze unflatten unsqueeze view view_as view_as_complex view_as_real", new AppliesModule(PassThrough)),
        new(Tensor, "squeeze_ transpose_ unsqueeze_", new AppliesModule(PassThrough, IsInPlace: true)),
        new(Torch, "adjoint flatten flip fliplr flipud moveaxis movedim permute ravel reshape roll rot90", new AppliesModule(PassThrough)),
        new(Torch, "squeeze squeeze_ unflatten unsqueeze unsqueeze_ view_as_complex view_as_real", new AppliesModule(PassThrough)),
        new(Tensor, "broadcast_to expand expand_as repeat repeat_interleave tile", new AppliesModule(Rescaling)),
        new(Torch, "broadcast_to repeat_interleave tile", new AppliesModule(Rescaling)),

        // Parts.
        new(Tensor, "this[] narrow select slice", new AppliesModule(PassThrough)),
        new(Tensor, "chunk diagonal dsplit gather hsplit index index_select masked_select msort sort split take take_along_dim tensor_split topk unbind unfold vsplit", new AppliesModule(Rescaling)),
        new(Torch, "narrow select", new AppliesModule(PassThrough)),
        new(Torch, "chunk diagonal dsplit gather hsplit index_select masked_select msort sort split take take_along_dim tensor_split topk unbind vsplit", new AppliesModule(Rescaling)),
        new(Tensor, "index_fill masked_fill masked_scatter scatter tril triu", new AppliesModule(Rescaling)),
        new(Tensor, "index_fill_ index_put_ masked_fill_ masked_scatter_ scatter_ tril_ triu_", new AppliesModule(Rescaling, IsInPlace: true)),
        new(Torch, "index_fill index_fill_ scatter scatter_ tril tril_ triu triu_", new AppliesModule(Rescaling)),

        // Several tensors side by side.
        new(Torch, "atleast_1d atleast_2d atleast_3d block_diag broadcast_tensors cartesian_prod cat column_stack concat concatenate dstack hstack row_stack stack vstack where", new AppliesModule(new JoinConcept())),
        new(Tensor, "where", new AppliesModule(new JoinConcept())),

        // Sums and products.
        new(Tensor, "add op_Addition", new AppliesModule(new AdditionConcept(), IsNew: true)),
        new(Tensor, "add_", new AppliesModule(new AdditionConcept(), IsInPlace: true)),
        new(Torch, "add", new AppliesModule(new AdditionConcept(), IsNew: true)),
        new(Torch, "add_", new AppliesModule(new AdditionConcept(), IsInPlace: true)),
        new(Tensor, "mul multiply op_Multiply", new AppliesModule(new MultiplicationConcept(), IsNew: true)),
        new(Tensor, "mul_", new AppliesModule(new MultiplicationConcept(), IsInPlace: true)),
        new(Torch, "mul multiply", new AppliesModule(new MultiplicationConcept(), IsNew: true)),
        new(Torch, "mul_ multiply_", new AppliesModule(new MultiplicationConcept(), IsInPlace: true)),
        new(Torch, "einsum addcmul", new AppliesModule(new MultiplicationConcept())),
        new(Tensor, "addcmul", new AppliesModule(new MultiplicationConcept())),

        // Other arithmetic, reductions and matrix products end the path, and are no activations.
        new(Tensor, "sub subtract op_Subtraction", new AppliesModule(new EndConcept(Arithmetic.Subtraction), IsNew: true)),
        new(Tensor, "div divide op_Division", new AppliesModule(new EndConcept(Arithmetic.Division), IsNew: true)),
        new(Tensor, "neg negative op_UnaryNegation", new AppliesModule(new EndConcept(Arithmetic.Negation), IsNew: true)),
        new(Tensor, "sub_ subtract_", new AppliesModule(new EndConcept(Arithmetic.Subtraction), IsInPlace: true)),
        new(Tensor, "div_ divide_", new AppliesModule(new EndConcept(Arithmetic.Division), IsInPlace: true)),
        new(Tensor, "neg_", new AppliesModule(new EndConcept(Arithmetic.Negation), IsInPlace: true)),
        new(Tensor, "addcdiv lerp", new AppliesModule(End, IsNew: true)),
        new(Tensor, "lerp_ addbmm_ addcdiv_ addcmul_ addmm_ addmv_", new AppliesModule(End, IsInPlace: true)),
        new(Torch, "sub subtract", new AppliesModule(new EndConcept(Arithmetic.Subtraction), IsNew: true)),
        new(Torch, "div divide", new AppliesModule(new EndConcept(Arithmetic.Division), IsNew: true)),
        new(Torch, "neg negative", new AppliesModule(new EndConcept(Arithmetic.Negation), IsNew: true)),
        new(Torch, "sub_ subtract_", new AppliesModule(new EndConcept(Arithmetic.Subtraction), IsInPlace: true)),
        new(Torch, "div_ divide_", new AppliesModule(new EndConcept(Arithmetic.Division), IsInPlace: true)),
        new(Torch, "neg_ negative_", new AppliesModule(new EndConcept(Arithmetic.Negation), IsInPlace: true)),
        new(Torch, "addcdiv lerp", new AppliesModule(End, IsNew: true)),
        new(Torch, "addbmm_ addcdiv_ addcmul_ addmm_ addmv_", new AppliesModule(End, IsInPlace: true)),
        new(Tensor, "amax amin max mean median min nanmean nansum norm prod std sum var argmax argmin", new AppliesModule(End)),
        new(Torch, "amax amin max mean median min nanmean nansum norm prod std sum var argmax argmin", new AppliesModule(End)),
        new(Tensor, "matmul mm", new AppliesModule(new MatrixProductConcept())),
        new(Torch, "matmul mm", new AppliesModule(new MatrixProductConcept())),
        new(Tensor, "addbmm addmm addmv baddbmm bmm dot inner mv outer tensordot", new AppliesModule(End)),
        new(Torch, "addbmm addmm addmv baddbmm bmm dot inner mv outer tensordot", new AppliesModule(End)),
    ];

    private static FrameworkRow Dropout(string name, string selfNormalizing) =>
        new(NN, name, new MakesModule(new DropoutConcept(name, selfNormalizing)));

    private static FrameworkRow DropoutFunction(string name, string selfNormalizing) =>
        new(Functional, name, new AppliesModule(new DropoutConcept(name, selfNormalizing)));
}
